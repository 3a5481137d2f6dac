from tests.hosted import table


def test_the_table_has_no_hole():
    assert [f"{row.section}: {row.what}" for row in table.rows() if row.has_hole] == []


def test_every_test_that_the_table_names_exists():
    named = {test for row in table.rows() for test in row.tests}

    assert sorted(test for test in named if not table.exists(*test)) == []


def test_the_table_covers_both_services():
    found = list(table.rows())

    assert len(found) > 250
    assert len({(row.section, row.what) for row in found}) == len(found)
    assert {row.section.split(":")[0] for row in found} >= {"fal", "AIML API"}

from concurrent.futures import ThreadPoolExecutor

import pytest

from flux2studio.backends.http import Answer
from flux2studio.backends.spool import Spool, Trouble


@pytest.fixture
def spool(tmp_path):
    return Spool(tmp_path / "spool", "a1")


def test_exactly_one_decides_whether_the_request_may_leave(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        for number in range(50):
            spool = Spool(tmp_path, f"job-{number}")
            claims = [pool.submit(spool.claim) for _ in range(4)]
            withdrawals = [pool.submit(spool.withdraw) for _ in range(4)]
            claimed = sum(claim.result() for claim in claims)
            withdrawn = any(withdrawal.result() for withdrawal in withdrawals)

            assert claimed + withdrawn == 1


def test_an_answer_comes_back_as_it_was_kept(spool):
    answer = Answer(status=200, headers={"x-inference-id": "7"}, body=b"\0\xff")
    with spool.held():
        spool.write_answer(answer)

    assert spool.read() == answer


def test_an_answer_whose_courier_died_before_its_last_step_is_found(spool, tmp_path):
    answer = Answer(status=200, headers={}, body=b"paid")
    with spool.held():
        spool.write_answer(answer)
    folder = tmp_path / "spool"
    (folder / "a1.json").rename(folder / "a1.json.part")

    assert spool.read() == answer

    spool.clear()
    assert not list(folder.glob("a1.*.part"))


def test_half_a_head_is_not_an_answer_yet(spool, tmp_path):
    with spool.held():
        spool.write_answer(Answer(status=200, headers={}, body=b"paid"))
    folder = tmp_path / "spool"
    head = (folder / "a1.json").read_bytes()
    (folder / "a1.json").unlink()
    (folder / "a1.json.part").write_bytes(head[: len(head) // 2])

    assert spool.read() is None


def test_trouble_comes_back_as_it_was_kept(spool):
    trouble = Trouble(message="No.", details="because", sent=True)
    with spool.held():
        spool.write_trouble(trouble)

    assert spool.read() == trouble


def test_a_body_without_its_head_is_not_an_answer_yet(spool, tmp_path):
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "a1.body").write_bytes(b"half")

    assert spool.read() is None


@pytest.mark.parametrize("text", ["", "[]", '{"status": 200', '{"status": 200, "odd": 1}'])
def test_a_damaged_answer_is_of_unknown_outcome(spool, tmp_path, text):
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "a1.json").write_text(text)
    (tmp_path / "spool" / "a1.body").write_bytes(b"")

    found = spool.read()

    assert isinstance(found, Trouble)
    assert found.sent


def test_a_courier_is_seen_while_it_lives(spool):
    with spool.held():
        alive = spool.courier_lives

    assert (alive, spool.courier_lives) == (True, False)


def test_files_are_for_their_owner_alone(spool, tmp_path):
    spool.claim()

    assert (tmp_path / "spool").stat().st_mode & 0o077 == 0
    assert (tmp_path / "spool" / "a1.sent").stat().st_mode & 0o077 == 0


def test_forgetting_a_job_that_was_never_sent_keeps_it_from_leaving(spool, tmp_path):
    (tmp_path / "spool").mkdir()

    spool.forget()

    assert not spool.claim()


@pytest.mark.parametrize("job_id", ["", "../x", "a/b", "a.b", "x" * 65])
def test_only_a_job_id_names_files(tmp_path, job_id):
    with pytest.raises(ValueError, match="job id"):
        Spool(tmp_path, job_id)


def test_a_mark_outlives_an_app_that_can_open_no_more_files(spool):
    resource = pytest.importorskip("resource")
    assert spool.claim()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        with pytest.raises(OSError, match="Too many open files"):
            spool.withdraw()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))

    assert spool.is_marked

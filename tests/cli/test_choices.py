"""``generate`` makes the choices in a prompt, as the window does."""

import json

from flux2studio.cli import run


def made(capsys, prompt, *options):
    code = run(["generate", prompt, "--steps", "4", "--size", "256x256", "--json", *options])
    answer = json.loads(capsys.readouterr().out)
    assert code == answer["exit_code"]
    return answer


def test_each_picture_has_its_own_choice_which_its_seed_repeats(capsys):
    prompt = "a {red|green} fox"
    both = made(capsys, prompt, "--count", "2", "--seed", "7")
    again = made(capsys, prompt, "--seed", "8")

    assert {*both["prompts"]} == {"a red fox", "a green fox"}
    assert [job["seed"] for job in both["jobs"]] == [7, 8]
    assert len(set(both["files"])) == 2
    assert again["prompts"] == both["prompts"][1:]
    assert again["request"]["typed_prompt"] == prompt


def test_signs_with_a_backslash_are_sent_as_they_are(capsys):
    answer = made(capsys, r"the sign \{a\|b\}")

    assert answer["prompts"] == ["the sign {a|b}"]


def test_more_pictures_than_the_model_makes_are_refused_before_choices_are_made(capsys):
    answer = made(capsys, "a {red|green} fox", "--count", "999999999")

    assert (answer["exit_code"], answer["error"]["field"]) == (2, "count")


def test_what_one_of_the_pictures_cannot_be_keeps_all_of_them_from_being_sent(capsys):
    long = "x" * 4001
    answer = made(capsys, f"a fox {{now|{long}}}", "--count", "2")

    assert (answer["exit_code"], answer["error"]["field"]) == (2, "prompt")
    assert run(["history", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["generations"] == []


def test_the_limit_is_asked_about_all_pictures_before_the_first_is_sent(capsys, home):
    (home / "config").mkdir(parents=True)
    limit = json.dumps({"monthly_limit_usd": 0.02})
    (home / "config" / "settings.json").write_text(limit)
    options = ("--count", "2", "--backend", "fal", "--size", "1024x1024")
    answer = made(capsys, "a {red|green} fox", *options)

    assert answer["error"]["field"] == "price"
    assert "--over-limit" in answer["error"]["hint"]

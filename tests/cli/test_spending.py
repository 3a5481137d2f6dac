"""The command line says what was spent, and does not go beyond a limit unasked."""

import json

import pytest

from tests.e2e.app_process import App
from tests.fakes import png
from tests.hosted.process import HostedProcess


@pytest.fixture
def hosted(home):
    """A stand-in of fal, and the app that talks to it."""
    with HostedProcess("fal") as stand_in:
        yield stand_in, App(home, stand_in.environment)


def generate(app, *more):
    return app.json("generate", "a fox", "--backend", "fal", "--model", "fal/flux-2", *more)


def limit(home, usd):
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.json").write_text(json.dumps({"monthly_limit_usd": usd}))


def test_nothing_is_spent_at_first(home):
    code, answer = App(home).json("spending")

    assert code == 0
    assert answer["month"] == {"usd": 0, "estimated_usd": 0, "by_backend": {}}


def test_what_a_run_cost_is_in_the_month_and_by_service(hosted):
    stand_in, app = hosted
    _, made = generate(app)

    _, answer = app.json("spending")

    spent = pytest.approx(stand_in.log()["cost_usd"])
    assert made["cost"] == spent
    assert answer["month"] == {"usd": spent, "estimated_usd": 0, "by_backend": {"fal": spent}}
    assert answer["total"] == answer["month"]
    code, out, _ = app.run("spending")
    assert code == 0
    assert "fal: $0.012" in out


def test_a_picture_keeps_its_price_its_number_and_what_left_for_it(hosted, tmp_path):
    stand_in, app = hosted
    (tmp_path / "valley.png").write_bytes(png(600, 400))
    edit = ("--model", "fal/flux-2/edit", "--reference", tmp_path / "valley.png", "--count", "2")
    assert app.json("generate", "a fox", "--backend", "fal", *edit)[0] == 0

    made = app.json("history")[1]["generations"]

    (job,) = stand_in.log()["jobs"]
    assert [one["remote_id"] for one in made] == [job["id"]] * 2
    assert sum(one["cost_usd"] for one in made) == pytest.approx(job["cost_usd"])
    assert {one["receipt"]["service"] for one in made} == {"fal"}
    assert [file["name"] for file in made[0]["receipt"]["files"]] == ["valley.png"]


def test_a_run_above_the_limit_ends_with_2_unless_it_is_asked_for(hosted, home):
    stand_in, app = hosted
    limit(home, 0.015)
    assert generate(app)[0] == 0

    code, refused = generate(app)

    assert code == 2
    assert refused["error"]["field"] == "price"
    assert "$0.024" in refused["error"]["message"]
    assert "--over-limit" in refused["error"]["hint"]
    assert stand_in.log()["posts"] == 1

    assert generate(app, "--over-limit")[0] == 0
    assert stand_in.log()["posts"] == 2


def test_a_refused_run_costs_nothing(hosted):
    stand_in, app = hosted
    stand_in.script(faults=[{"kind": "refuse", "status": 403, "message": "User is locked."}])
    assert generate(app)[0] == 3

    assert app.json("spending")[1]["month"]["usd"] == 0


def test_what_fal_could_not_finish_costs_nothing(hosted):
    stand_in, app = hosted
    stand_in.script(faults=[{"kind": "refuse", "on": "result", "status": 500}] * 4)
    assert generate(app)[0] == 3

    assert app.json("spending")[1]["month"]["usd"] == 0


def test_a_run_that_failed_after_work_was_done_keeps_its_estimate(hosted):
    stand_in, app = hosted
    stand_in.script(faults=[{"kind": "refuse", "on": "result", "status": 422}])
    assert generate(app)[0] == 3

    month = app.json("spending")[1]["month"]
    assert month["usd"] == month["estimated_usd"] == pytest.approx(0.012)


def test_balances_are_asked_for_on_request_only(hosted):
    _, app = hosted

    assert "balances" not in app.json("spending")[1]
    balances = app.json("spending", "--balance")[1]["balances"]
    assert "amount" in balances["fal"] or "key" in balances["fal"]["error"]


def test_the_doctor_tells_limit_spending_and_the_day_of_the_prices(home):
    limit(home, 20)

    _, answer = App(home).json("doctor")

    values = {finding["name"]: finding["value"] for finding in answer["findings"]}
    assert values["Monthly limit"] == "$20.00"
    assert values["Spent this month"] == "$0.00"
    assert values["Prices of fal"].startswith("built in, of 20")
    assert values["Key for Civitai"] == "none"

"""A courier may be started before there is an order for it; it sends nothing of its own."""

import pytest

from flux2studio.backends.orders import CourierProcess, Couriers, courier_command
from flux2studio.core.errors import BackendError
from tests.hosted.faults import Fault


def run(backend, task, recorder):
    return list(backend.generate(task, recorder.control))


def test_one_that_is_ready_takes_the_next_order(aimlapi, aimlapi_backend, aimlapi_task, recorder):
    aimlapi_backend.make_ready()
    aimlapi_backend.make_ready()
    assert aimlapi.ledger.requests == []

    assert len(run(aimlapi_backend, aimlapi_task, recorder)) == 1

    assert len(aimlapi.ledger.posts) == 1


def test_one_that_died_meanwhile_is_replaced(aimlapi_backend, aimlapi_task, recorder):
    aimlapi_backend.make_ready()
    (ready,) = aimlapi_backend._couriers._ready
    ready.stop()

    assert len(run(aimlapi_backend, aimlapi_task, recorder)) == 1


def test_one_without_an_order_ends_when_the_app_does():
    courier = CourierProcess(courier_command())
    assert courier.lives

    courier._process.stdin.close()

    assert courier._process.wait(20) == 2


def test_closing_ends_one_without_an_order():
    couriers = Couriers(courier_command())
    couriers.make_ready()
    (ready,) = couriers._ready

    couriers.close()

    assert not ready.lives


def test_one_that_cannot_be_started_is_no_matter_before_there_is_an_order(tmp_path):
    couriers = Couriers([str(tmp_path / "nothing")])

    couriers.make_ready()
    couriers.close()


@pytest.mark.parametrize("kind", ["null", "zero"])
def test_a_run_without_a_picture_is_booked_with_its_price(
    aimlapi, aimlapi_backend, aimlapi_task, recorder, kind
):
    aimlapi.faults.add(Fault(kind=kind))

    with pytest.raises(BackendError, match="without a picture"):
        run(aimlapi_backend, aimlapi_task, recorder)

    assert float(recorder.remote["cost_usd"]) == pytest.approx(3 * 0.021 * 1.05)

"""What Qt asks of a model holds while its rows come, go and are ticked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from flux2studio.core.lora_import import RowState
from flux2studio.core.lora_moves import MovePlan, MoveRow, MoveState
from flux2studio.ui.models.generation_list import GenerationList
from flux2studio.ui.models.import_model import Column, ImportModel
from flux2studio.ui.models.move_model import MoveModel
from tests.storage.samples import make_generation
from tests.ui.lora_parts import row

CHECK = Qt.ItemDataRole.CheckStateRole
ROOT = Path("/loras")


@pytest.fixture
def looked_at(qapp):
    """Have Qt's own tester warn of a fault, which fails the test."""

    def look(model):
        mode = QAbstractItemModelTester.FailureReportingMode.Warning
        model.tester = QAbstractItemModelTester(model, mode, model)
        return model

    return look


def move(name, state=MoveState.MOVES):
    files = ((ROOT / name, ROOT / "ink" / name),)
    return MoveRow(lora_id=name, name=name, files=files, state=state)


def test_the_table_of_files_found_keeps_its_word_while_it_grows_and_is_sorted(looked_at):
    model = looked_at(ImportModel())

    model.show([row("b"), row("a"), row("page", RowState.NOT_LORA)])
    model.add([row("c")])
    model.sort(Column.NAME, Qt.SortOrder.DescendingOrder)
    model.filter(RowState.NEW)
    model.setData(model.index(0, 0), Qt.CheckState.Unchecked.value, CHECK)

    assert [model.index(at, 0).data() for at in range(model.rowCount())] == ["c", "b", "a"]
    assert [each.name for each in model.ticked] == ["b", "a"]


def test_only_what_can_move_is_ticked_in_the_table_of_moves(looked_at):
    model = looked_at(MoveModel())
    model.show(MovePlan(root=ROOT, rows=(move("taken", MoveState.CONFLICT), move("free"))))
    rows = [model.index(at, 0) for at in range(model.rowCount())]

    model.tick_none()
    model.toggle(rows)

    assert [index.data(CHECK) for index in rows] == [Qt.CheckState.Checked, None]
    assert [each.name for each in model.ticked] == ["free"]


def test_the_pictures_of_a_session_keep_their_order_by_date(looked_at, tmp_path):
    model = looked_at(GenerationList())
    early, late = (make_generation(tmp_path, minute=minute) for minute in (1, 2))

    model.add(late)
    model.add(early)
    model.add(late)

    assert [model.generation(at) for at in range(model.rowCount())] == [late, early]

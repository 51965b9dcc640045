"""The templates of the public complaint board.

| screen           | part     | what it shows, and when it changes                            |
|------------------|----------|---------------------------------------------------------------|
| complaints/board | `totals` | the year's figures: with a batch                              |
| complaints/board | `cards`  | the cards of this look: with a batch, and when more people agree |
"""

from typing import assert_never

from display.board_views import BoardFlagView, BoardRootsView, BoardView, ComplaintBoardView
from display.page import Screen

BOARD = Screen("complaints/board", ("totals", "cards"))
BOARD_FLAG = Screen("complaints/board_flag")
BOARD_ROOTS = Screen("complaints/board_roots")

BOARD_SCREENS = (BOARD, BOARD_FLAG, BOARD_ROOTS)


def board_screen_of(view: ComplaintBoardView) -> Screen:
    match view:
        case BoardView():
            return BOARD
        case BoardFlagView():
            return BOARD_FLAG
        case BoardRootsView():
            return BOARD_ROOTS
        case _:
            assert_never(view)

"""Whole numbers that hold exact totals: largest remainders, and tables with both margins given."""

from collections.abc import Sequence


def split(total: int, weights: Sequence[float], caps: Sequence[int] | None = None) -> list[int]:
    """Whole parts of a total, in proportion to the weights (largest remainders), none above its cap.

    ValueError when the caps leave no room.
    """
    most = list(caps) if caps is not None else [total] * len(weights)
    if sum(most) < total:
        raise ValueError("caps below the total")
    parts = [0] * len(weights)
    while left := total - sum(parts):
        open_ = [index for index in range(len(parts)) if parts[index] < most[index]]
        scale = sum(weights[index] for index in open_)
        exact = {index: left * weights[index] / scale if scale else left / len(open_) for index in open_}
        for index in open_:
            parts[index] += min(int(exact[index]), most[index] - parts[index])
        _give_remainders(parts, most, exact, total - sum(parts))
    return parts


def _give_remainders(parts: list[int], most: Sequence[int], exact: dict[int, float], left: int) -> None:
    """One more to those whose fraction is the largest."""
    for index in sorted(exact, key=lambda index: (int(exact[index]) - exact[index], index)):
        if left > 0 and parts[index] < most[index]:
            parts[index] += 1
            left -= 1


def fill(capacity: list[list[int]], row_totals: Sequence[int], column_totals: Sequence[int | None]) -> list[list[int]]:
    """A whole table under a capacity, with its row totals and the column totals that are given.

    ValueError when there is none. Starts from proportional parts, then moves units along augmenting paths.
    """
    wanted = _complete(capacity, sum(row_totals), column_totals)
    table = [
        [min(room, total * wanted[j] * room // max(1, _weight(row, wanted))) for j, room in enumerate(row)]
        for row, total in zip(capacity, row_totals, strict=True)
    ]
    for j, total in enumerate(wanted):
        _trim(table, j, total)
    for i, total in enumerate(row_totals):
        while sum(table[i]) < total:
            if not _augment(table, capacity, i, wanted):
                raise ValueError("no table has these totals")
    return table


def _weight(row: Sequence[int], wanted: Sequence[int]) -> int:
    return sum(room * total for room, total in zip(row, wanted, strict=True))


def _complete(capacity: list[list[int]], total: int, columns: Sequence[int | None]) -> list[int]:
    """The columns that are not given share what is left, in proportion to their room."""
    free = [j for j, value in enumerate(columns) if value is None]
    room = [sum(row[j] for row in capacity) for j in free]
    parts = iter(split(total - sum(value or 0 for value in columns), room, room))
    return [next(parts) if value is None else value for value in columns]


def _trim(table: list[list[int]], column: int, total: int) -> None:
    """Take units from a column that has too many."""
    while (over := sum(row[column] for row in table) - total) > 0:
        row = max(table, key=lambda row: row[column])
        row[column] -= min(over, row[column])


def _augment(table: list[list[int]], capacity: list[list[int]], start: int, wanted: Sequence[int]) -> bool:
    """Give one more unit to a row, moving others' units when its columns are full."""
    came_from: dict[int, tuple[int, int] | None] = {}
    frontier: list[int] = [start]
    reached = {start: -1}
    while frontier:
        row = frontier.pop(0)
        for j, room in enumerate(capacity[row]):
            if j in came_from or table[row][j] >= room:
                continue
            came_from[j] = (row, reached[row])
            if sum(each[j] for each in table) < wanted[j]:
                _shift(table, came_from, j)
                return True
            for other, line in enumerate(table):
                if other not in reached and line[j]:
                    reached[other] = j
                    frontier.append(other)
    return False


def _shift(table: list[list[int]], came_from: dict[int, tuple[int, int] | None], column: int) -> None:
    """Walk the path back: each row gains a unit in a column and gives up one in the column before."""
    while column >= 0:
        step = came_from[column]
        if step is None:
            return
        row, before = step
        table[row][column] += 1
        if before >= 0:
            table[row][before] -= 1
        column = before

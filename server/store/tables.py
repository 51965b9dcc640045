"""The projections as tables in memory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from server.domain.ticket_row import TicketRow
from server.store.base import Duplicate
from server.store.projections import COLUMNS, KEYS, NEWEST_DAY, UNIQUE, Change, Insert, Named, Table, Update, Value

Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows by key, and keys by what must be unique. Rows are replaced, never changed, so that a copy may share them."""

    rows: dict[Table, dict[Value, Row]] = field(default_factory=lambda: {table: {} for table in Table})
    unique: dict[tuple[Value, ...], Value] = field(default_factory=dict)

    def copy(self) -> "Tables":
        return Tables({table: dict(rows) for table, rows in self.rows.items()}, dict(self.unique))

    def carry_out(self, change: Change) -> None:
        """Raises `Duplicate`; then these tables are of no use any more, so work on a copy."""
        match change:
            case Insert():
                self._insert(change)
            case Update():
                self._update(change)

    def values(self) -> dict[Table, list[list[Value]]]:
        """Every row in the order of its key, its columns in the order of `COLUMNS`."""
        return {
            table: [[row[name] for name in COLUMNS[table]] for _, row in sorted(rows.items(), key=_number)]
            for table, rows in self.rows.items()
        }

    def ticket(self, receipt: str) -> TicketRow | None:
        key = self.unique.get((Table.TICKET, "receipt", receipt))
        return None if key is None else self._ticket_row(self.rows[Table.TICKET][key])

    def tickets(self, day: int) -> list[TicketRow]:
        return [
            self._ticket_row(row)
            for _, row in sorted(self.rows[Table.TICKET].items(), key=_number)
            if row["day"] == day
        ]

    def days_on(self, date: str) -> list[int]:
        days = self.rows[Table.SERVICE_DAY].values()
        return sorted(_int(row["seq"]) for row in days if row["date"] == date)

    def newest_day_of_another_date(self, before: int, date: str) -> int:
        """The number of the newest opening before `before` of a day that is not `date`; 0 when there is none."""
        days = self.rows[Table.SERVICE_DAY].values()
        return max((_int(row["seq"]) for row in days if _int(row["seq"]) < before and row["date"] != date), default=0)

    def _insert(self, change: Insert) -> None:
        row = {name: self._given(value) for name, value in change.values.items()}
        key = row[KEYS[change.table]]
        names = [*self._unique_names(change.table, row)]
        if key in self.rows[change.table] or any(name in self.unique for name in names):
            raise Duplicate(f"{change.table} has the row {key}, or its number, already")
        self.rows[change.table][key] = row
        self.unique.update(dict.fromkeys(names, key))

    def _update(self, change: Update) -> None:
        where = {name: self._given(value) for name, value in change.where.items()}
        key = where.get(KEYS[change.table])
        if key is None:
            key = next(
                (self.unique[name] for name in self._unique_names(change.table, where) if name in self.unique), None
            )
        row = self.rows[change.table].get(key)
        if row is not None:
            counted = {name: _int(row[name]) + 1 for name in change.counts}
            self.rows[change.table][key] = {**row, **change.values, **counted}

    def _unique_names(self, table: Table, row: Row) -> Iterator[tuple[Value, ...]]:
        for columns in UNIQUE[table]:
            if all(name in row for name in columns):
                yield (table, *columns, *(row[name] for name in columns))

    def _given(self, value: Named) -> Value:
        return max(map(_int, self.rows[Table.SERVICE_DAY]), default=0) if value is NEWEST_DAY else value

    def _ticket_row(self, row: Row) -> TicketRow:
        day = self.rows[Table.SERVICE_DAY].get(row["day"])
        return TicketRow(**{**row, "priority": bool(row["priority"]), "date": "" if day is None else day["date"]})  # type: ignore[arg-type]


def _number(item: tuple[Value, Row]) -> int:
    return _int(item[0])


def _int(value: Value) -> int:
    assert isinstance(value, int)
    return value

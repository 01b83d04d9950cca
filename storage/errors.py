"""What can go wrong in storage. Facts are attributes; nothing here ever holds a secret."""


class StorageError(Exception):
    """The root of the family."""


class DatabaseUrlError(StorageError):
    """The URL names an engine or a place we cannot use. Holds no part of it but the scheme."""

    def __init__(self, *, scheme: str) -> None:
        self.scheme = scheme
        super().__init__(f"no SQLite file and no PostgreSQL server behind the scheme {scheme!r}")


class DriverMissingError(StorageError):
    """The package that speaks to this database is not installed."""

    def __init__(self, *, package: str) -> None:
        self.package = package
        super().__init__(f"the package {package} is not installed")


class DatabaseError(StorageError):
    """The database refused or did not answer; the cause is chained."""

    def __init__(self, *, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class MissingRowError(StorageError):
    """A row that had to be there is not."""

    def __init__(self, *, table: str, key: int) -> None:
        self.table = table
        self.key = key
        super().__init__(f"no row {key} in {table}")


class BadKeyError(StorageError, ValueError):
    """A key of the ring cannot be used. The text of the key is never part of this."""

    def __init__(self, *, position: int, problem: str) -> None:
        self.position = position
        self.problem = problem
        super().__init__(f"encryption key {position}: {problem}")


class SealError(StorageError):
    """A sealed value does not open: moved, changed, or sealed with a key not in the ring."""

    def __init__(self, *, table: str, column: str, owner: int) -> None:
        self.table = table
        self.column = column
        self.owner = owner
        super().__init__(f"{table}.{column} of {owner} does not open")


class UnknownKeyError(StorageError):
    """The database holds secrets sealed with keys that are not in the ring.

    sealed: how many; key_ids: the public ids (hex) of the keys that are missing.
    """

    def __init__(self, *, sealed: int, key_ids: tuple[str, ...]) -> None:
        self.sealed = sealed
        self.key_ids = key_ids
        super().__init__(f"{sealed} secrets need the missing keys {', '.join(key_ids)}")

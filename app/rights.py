"""Who may do what: a reader reads and asks, an editor also brings in, mends and takes away reports.

Whoever changes something calls `require_editor` first, so that a button that is not drawn is not the only guard.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from corpus.errors import NotAllowed

Role = Literal["nobody", "reader", "editor"]
SECTION = "roles"  # of secrets.toml
FIELDS = ("claim", "editor", "reader", "hours")
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")  # headers that a proxy adds


@dataclass(frozen=True, slots=True)
class Rules:
    """How the claims of a login make a role."""

    claim: str = "roles"  # its name; a path with dots where it lies deeper: "realm_access.roles"
    editor: tuple[str, ...] = ("editor",)  # values that make an editor
    reader: tuple[str, ...] = ()  # values that make a reader; none: whoever is logged in is one
    hours: float = 12.0  # a login is good for, so that a role taken away is gone by then


@dataclass(frozen=True, slots=True)
class Person:
    """Who uses a tab."""

    owner: str  # whose conversations are shown; empty for the one local user
    name: str  # as shown; empty for the one local user
    role: Role

    @property
    def edits(self) -> bool:
        """Tell whether this is an editor."""
        return self.role == "editor"


def require_editor(person: Person) -> None:
    """Make sure that `person` is an editor.

    Raises:
        NotAllowed: it is none.
    """
    if not person.edits:
        text = f"An editor may do this, you are {person.role}; ask whoever runs the server for the role."
        raise NotAllowed(text, "not-editor", role=person.role)


def rules_of(section: Mapping[str, object]) -> Rules:
    """Return the rules that the section "roles" of secrets.toml sets.

    Raises:
        NotAllowed: it names an unknown field, or a field is not what it should be; nobody is let in by mistake.
    """
    unknown = sorted(set(section) - set(FIELDS))
    if unknown:
        fields, others = ", ".join(FIELDS), ", ".join(unknown)
        text = f"[{SECTION}] in secrets.toml has {fields}, and no {others}."
        raise NotAllowed(text, "roles.unknown", fields=fields, others=others)
    default = Rules()
    claim, hours = section.get("claim", default.claim), section.get("hours", default.hours)
    if not isinstance(claim, str) or not claim:
        text = f"claim of [{SECTION}] in secrets.toml should be the name of a claim, not {claim!r}."
        raise NotAllowed(text, "roles.claim", found=repr(claim))
    if isinstance(hours, bool) or not isinstance(hours, int | float) or not hours > 0:
        text = f"hours of [{SECTION}] in secrets.toml should be a number above 0, not {hours!r}."
        raise NotAllowed(text, "roles.hours", found=repr(hours))
    return Rules(claim, _values(section, "editor", default.editor), _values(section, "reader", default.reader), hours)


def _values(section: Mapping[str, object], name: str, default: tuple[str, ...]) -> tuple[str, ...]:
    values = _texts(section.get(name, default))
    if values is None or "" in values:
        text = f"{name} of [{SECTION}] in secrets.toml should be a list of texts, not {section[name]!r}."
        raise NotAllowed(text, "roles.list", field=name, found=repr(section[name]))
    return values


def _texts(value: object) -> tuple[str, ...] | None:
    """Return a text or a list of texts as a tuple; None where it is neither."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Sequence) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def logged_in(claims: Mapping[str, object], rules: Rules, now: float | None = None) -> Person | None:
    """Return who has logged in; None where nobody has, or too long ago.

    Args:
        claims: what the identity token says, with "is_logged_in".
        rules: how they make a role.
        now: seconds since 1970; the clock's, where it is not given.
    """
    issued = claims.get("iat")
    age = (time.time() if now is None else now) - (issued if isinstance(issued, int | float) else 0)
    subject = claims.get("sub")
    if (
        claims.get("is_logged_in") is not True
        or age > rules.hours * 3600
        or not isinstance(subject, str)
        or not subject
    ):
        return None
    name = next((v for key in ("name", "email") if isinstance(v := claims.get(key), str) and v), subject)
    # an e-mail address may pass to another person; issuer and subject stay one person's
    return Person(f"{claims.get('iss', '')}|{subject}", name, _role(_claimed(claims, rules.claim), rules))


def _role(values: tuple[str, ...], rules: Rules) -> Role:
    if set(values) & set(rules.editor):
        return "editor"
    return "reader" if not rules.reader or set(values) & set(rules.reader) else "nobody"


def _claimed(claims: Mapping[str, object], name: str) -> tuple[str, ...]:
    """Return the values of a claim; none where it is missing, or is an address that nobody has verified."""
    if name == "email" and claims.get("email_verified") is not True:
        return ()
    value: object = claims.get(name)
    if name not in claims:
        value = claims
        for part in name.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    return _texts(value) or ()


def without_login(headers: Mapping[str, str]) -> Person:
    """Return who uses a server that has no login: the local user edits; what comes from elsewhere only reads.

    Args:
        headers: of the request. One that a proxy passed on, or that names another host than this machine, is
            from elsewhere.
    """
    low = {name.lower(): value for name, value in headers.items()}
    elsewhere = any(name in low for name in FORWARDED) or not _is_here(low.get("host", ""))
    return Person("", "", "reader" if elsewhere else "editor")


def _is_here(host: str) -> bool:
    """Tell whether a Host header names this machine; a missing one comes from no browser and no proxy."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name in ("", "localhost") or ip_address(name).is_loopback
    except ValueError:
        return False

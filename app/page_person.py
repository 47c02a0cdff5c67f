"""Who uses this tab, and the way in where the server has a login."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAuthError

from app.export.markdown import escaped
from app.faults import fault_text
from app.page_widgets import show_frame, show_page_head
from app.rights import SECTION, Person, logged_in, rules_of, without_login
from app.session import first_language
from app.wording import say
from corpus.errors import NotAllowed
from corpus.records import Language

AUTH = "auth"  # the section of secrets.toml in which streamlit's login is set up
NOBODY = Person("", "", "nobody")


def person() -> Person:
    """Return who uses this tab.

    Raises:
        NotAllowed: the login is not set up right; nobody is let in by mistake.
    """
    secrets = _secrets()
    if AUTH in secrets:
        return logged_in(st.user.to_dict(), rules_of(secrets.get(SECTION, {}))) or NOBODY
    if SECTION in secrets:
        raise NotAllowed(f"secrets.toml has [{SECTION}] but no [{AUTH}]; add it, or take both away.", "roles.alone")
    return without_login(st.context.headers)


def _secrets() -> Mapping[str, Any]:
    """Return what secrets.toml holds; nothing where there is none."""
    if st.secrets.load_if_toml_exists():
        return st.secrets
    there = [path for path in st.get_option("secrets.files") if Path(path).exists()]
    if there:
        name = Path(there[0]).name
        raise NotAllowed(f"{name} cannot be read; mend it as the server's log says.", "secrets", name=name)
    return {}


def admitted() -> bool:
    """Tell whether this tab may go on; where it may not, draw the way in, or say why there is none."""
    language = first_language(st.context.locale)
    try:
        who = person()
    except NotAllowed as error:
        _begin(language)
        st.error(say("login.broken", language, error=escaped(fault_text(error, language))))
        return False
    if who.role != "nobody":
        return True
    _begin(language)
    if who.owner:
        st.error(say("login.nobody", language, name=escaped(who.name)))
        st.button(say("login.out", language), on_click=st.logout)
    else:
        _draw_login(language)
    return False


def _begin(language: Language) -> None:
    st.set_page_config(page_title=say("title", language))
    show_frame()
    show_page_head(say("title", language), "", language)


def _draw_login(language: Language) -> None:
    auth = _secrets()[AUTH]
    named = [name for name, section in auth.items() if isinstance(section, Mapping) and "client_id" in section]
    st.write(say("login.about", language))
    try:
        for name in [None] if "client_id" in auth else named:
            label = say("login", language) + (f" · {escaped(name)}" if name else "")
            if st.button(label, key=f"login-{name}", type="primary"):
                st.login(name)
    except StreamlitAuthError as error:  # what streamlit says of it, in English alone
        st.error(say("login.broken", language, error=escaped(say("login.told", language, why=error))))


def draw_who(language: Language) -> None:
    """Name who is logged in, with a way out; nothing where the server has no login."""
    who = person()
    if who.owner:
        role = say(f"login.role.{who.role}", language)
        st.sidebar.caption(say("login.as", language, name=escaped(who.name), role=role))
        st.sidebar.button(say("login.out", language), key="logout", on_click=st.logout)

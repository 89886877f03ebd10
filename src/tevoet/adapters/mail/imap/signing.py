"""Come in: by password (SASL PLAIN or LOGIN) or with a bearer token (RFC 7628, and XOAUTH2)."""

from base64 import b64encode
from typing import Final

from tevoet.adapters.mail.imap.account import Account
from tevoet.adapters.mail.imap.refusals import (
    Dropped,
    MailPasswordRefused,
    MailServerBrokeOff,
    NotImap,
    NoWayToSignIn,
)
from tevoet.adapters.mail.imap.session import Answer, Session, ended, quoted

MOST_CHALLENGES: Final = 5
_NOT_NOW: Final = (b"[UNAVAILABLE]", b"[LIMIT]", b"[INUSE]", b"[SERVERBUG]")


def sign_in(session: Session) -> None:
    """Come in as the account says.

    Raises `MailPasswordRefused`, `NoWayToSignIn`, and `MailServerBrokeOff` when the server has
    no room now.
    """
    answer = _with_token(session) if session.account.is_bearer else _with_password(session)
    if not answer.is_ok:
        if answer.text.upper().startswith(_NOT_NOW):
            raise MailServerBrokeOff(host=session.account.host)
        raise MailPasswordRefused(host=session.account.host)
    session.note_capabilities(answer)


def _with_password(session: Session) -> Answer:
    account = session.account
    user, password = account.user.encode(), account.secret.encode()
    if session.has("AUTH=PLAIN"):
        return _authenticated(session, b"PLAIN", b"\0%s\0%s" % (user, password))
    if session.has("LOGINDISABLED"):
        raise NoWayToSignIn(host=account.host)
    try:
        return session.ask(b"LOGIN", quoted(user), quoted(password))
    except (NotImap, ValueError) as error:
        raise MailPasswordRefused(host=account.host) from error


def _with_token(session: Session) -> Answer:
    if session.has("AUTH=OAUTHBEARER"):
        return _authenticated(session, b"OAUTHBEARER", bearer(session.account))
    if session.has("AUTH=XOAUTH2"):
        return _authenticated(session, b"XOAUTH2", xoauth2(session.account))
    raise NoWayToSignIn(host=session.account.host)


def bearer(account: Account) -> bytes:
    """Write who comes in with a token, as RFC 7628 says."""
    user = account.user.replace("=", "=3D").replace(",", "=2C")
    where = f"host={account.host}\1port={account.port}"
    return f"n,a={user},\1{where}\1auth=Bearer {account.secret}\1\1".encode()


def xoauth2(account: Account) -> bytes:
    """Write who comes in with a token, as Google and Microsoft do."""
    return f"user={account.user}\1auth=Bearer {account.secret}\1\1".encode()


def _authenticated(session: Session, way: bytes, first: bytes) -> Answer:
    """Sign in by SASL; whatever is asked after the first answer, the answer is empty."""
    coded, words = b64encode(first), [b"AUTHENTICATE", way]
    is_sent = session.has("SASL-IR")
    tag = session.begin(*words, *([coded] if is_sent else []))
    challenges = 0
    for response in session.responses():
        try:
            ending = ended(response, tag)
        except NotImap:
            return Answer(b"NO", b"")  # as some say it of a wrong token
        if ending:
            return Answer(*ending)
        if response.text.startswith(b"+"):
            session.wire.send(b"" if is_sent else coded)
            is_sent = True
            challenges += 1
        if challenges > MOST_CHALLENGES:
            break
    raise Dropped

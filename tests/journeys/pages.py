"""The pages every check of pages goes past. Whoever adds a page adds a line."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stop:
    """One page: where it is, and who looks (nobody: a visitor)."""

    path: str
    who: str = ""

    def __str__(self) -> str:
        return f"{self.path} {self.who}".strip()


PAGES = (
    Stop("/accounts/login/"),
    Stop("/accounts/forgotten/"),
    Stop("/no-such-page/"),
    Stop("/who-can-read/"),
    Stop("/", "anna"),
    Stop("/", "dirk"),
    Stop("/people/", "anna"),
    Stop("/with/{bram}/", "anna"),
    Stop("/with/{bram}/limits/", "anna"),
    Stop("/with/{bram}/remember/", "anna"),
    Stop("/with/{bram}/mute/", "anna"),
    Stop("/with/{bram}/ending/", "anna"),
    Stop("/with/{bram}/left-out/", "anna"),
    Stop("/sources/mailbox/", "anna"),
    Stop("/me/keys/along/", "anna"),
    Stop("/sources/", "anna"),
    Stop("/proposals/", "anna"),
    Stop("/me/", "anna"),
    Stop("/me/reflection/", "anna"),
    Stop("/me/mail/", "anna"),
    Stop("/me/name/", "anna"),
    Stop("/me/addresses/", "anna"),
    Stop("/me/phones/", "anna"),
    Stop("/me/week/", "anna"),
    Stop("/me/place/", "anna"),
    Stop("/me/known/", "anna"),
    Stop("/me/known/people.person/", "anna"),
    Stop("/me/readable/", "anna"),
    Stop("/me/removal/", "anna"),
    Stop("/accounts/again/", "anna"),
    Stop("/me/signing-in/", "anna"),
    Stop("/me/signing-in/log/", "anna"),
    Stop("/me/signing-in/password/", "anna"),
    Stop("/me/signing-in/passkeys/", "anna"),
    Stop("/me/signing-in/second-step/", "anna"),
    Stop("/me/signing-in/spare-codes/", "anna"),
    Stop("/me/sign-in-address/", "anna"),
    Stop("/me/keys/", "anna"),
    Stop("/with/{bram}/keys/", "anna"),
    Stop("/accounts/logout/", "anna"),
    Stop("/teams/{team}/", "anna"),
    Stop("/organisation/", "keeper"),
    Stop("/organisation/details/", "keeper"),
    Stop("/organisation/teams/", "keeper"),
    Stop("/organisation/people/", "keeper"),
    Stop("/organisation/people/{bram}/", "keeper"),
    Stop("/organisation/people/{bram}/block/", "keeper"),
    Stop("/organisation/people/{bram}/sessions/ending/", "keeper"),
    Stop("/organisation/log/", "keeper"),
    Stop("/organisation/upload/", "keeper"),
)

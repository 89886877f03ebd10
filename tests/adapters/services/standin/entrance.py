"""Where a permission is asked for and tokens are given: RFC 6749, RFC 7636, RFC 7009."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from tevoet.adapters.services.signing import challenge_of

Json = dict[str, object]


@dataclass
class Entrance:
    """What was given to whom. `scope` is given instead of what was asked, when a test says so."""

    client: str = "our-name"
    secret: str = "our-secret"
    scope: str = ""
    says_no: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    access: set[str] = field(default_factory=set)
    renewals: dict[str, str] = field(default_factory=dict)
    rotates: bool = True
    given: int = 0

    def authorize(self, query: dict[str, list[str]]) -> str:
        """Return where a browser goes back to, as if its owner said yes at once."""
        asked = {name: one[0] for name, one in query.items()}
        assert asked["client_id"] == self.client
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        if self.says_no:
            said = {"error": self.says_no, "state": asked["state"]}
        else:
            code = f"code-{len(self.codes) + 1}"
            self.codes[code] = asked
            said = {"code": code, "state": asked["state"]}
        return f"{asked['redirect_uri']}?{urlencode(said)}"

    def tokens(self, form: dict[str, str]) -> tuple[int, Json]:
        """Give tokens for a code or a renewal, or say why not."""
        if (form.get("client_id"), form.get("client_secret")) != (self.client, self.secret):
            return 401, {"error": "invalid_client"}
        if form["grant_type"] == "refresh_token":
            old = form["refresh_token"]
            if old not in self.renewals:
                return 400, {"error": "invalid_grant"}
            scope = self.renewals[old]
            if self.rotates:
                del self.renewals[old]
            return 200, self.give(scope, renews=self.rotates)
        asked = self.codes.pop(form["code"], None)
        if asked is None or asked["redirect_uri"] != form["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        if challenge_of(form["code_verifier"]) != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        return 200, self.give(self.scope or asked["scope"])

    def give(self, scope: str, *, renews: bool = True) -> Json:
        """Give tokens for an hour."""
        self.given += 1
        access, renewal = f"access-{self.given}", f"renewal-{self.given}"
        self.access.add(access)
        told: Json = {"token_type": "Bearer", "expires_in": 3599, "access_token": access}
        told["scope"] = scope.replace(" offline_access", "")
        if renews:
            self.renewals[renewal] = scope
            told["refresh_token"] = renewal
        return told

    def is_open_for(self, header: str) -> bool:
        """Say whether a token opens anything now."""
        return header.removeprefix("Bearer ") in self.access

    def hour_passes(self) -> None:
        """Let every access token lapse."""
        self.access.clear()

    def withdraw(self, renewal: str) -> None:
        """Take a permission back."""
        self.renewals.pop(renewal, None)
        self.access.clear()

    def withdraw_all(self) -> None:
        """Take every permission back, as their owner does at the service itself."""
        self.renewals.clear()
        self.access.clear()

"""Who may lend a key, take it back, and fetch a keyring that is held on this machine."""

from tests.sweep.rule import Rule, act, show

RULES = {
    "vault:loan": Rule(act(422)),
    "vault:loan_ending": Rule(act()),
    "vault:held": Rule(show(404)),  # nothing is held but for one person alone and in the example
}

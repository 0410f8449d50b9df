import json
import stat

import pytest

from gradus_client.errors import NotSignedIn, Refused, Stopped
from gradus_client.installation import address, demand_token
from tests.client.servers import answering


def test_a_token_from_standard_input_is_kept_for_its_owner_alone(visitor, live_stack, token):
    signed = visitor("login", live_stack.url, text=f"{token}\n")
    assert (signed.returncode, signed.stderr) == (0, "")
    assert signed.stdout.startswith(f"Signed in to {live_stack.url} with the token “")
    assert stat.S_IMODE(visitor.sign_in.stat().st_mode) == 0o600
    assert token not in signed.stdout
    assert visitor("labs").returncode == 0


def test_a_token_that_is_typed_is_not_shown(visitor, live_stack, token):
    seen = visitor.on_a_screen("login", live_stack.url, typed=token)
    assert "Signed in to" in seen
    assert token not in seen and token[-8:] not in seen
    assert json.loads(visitor.sign_in.read_text())["token"] == token


@pytest.mark.parametrize("text", ["not-a-token\n", "\n", "", "two words\n", "tökén\n"])
def test_a_token_that_is_none_is_refused_and_not_kept(visitor, live_stack, text):
    refused = visitor("login", live_stack.url, text=text)
    assert (refused.returncode, refused.stdout) == (4, "")
    assert refused.stderr.count("\n") == 1
    assert not visitor.sign_in.exists()


def test_a_sign_in_file_that_others_may_read_is_closed_again(visitor, live_stack, token):
    visitor("login", live_stack.url, text=token)
    visitor.sign_in.chmod(0o644)
    assert visitor("labs").returncode == 0
    assert stat.S_IMODE(visitor.sign_in.stat().st_mode) == 0o600


def test_the_environment_goes_before_what_was_kept(visitor, live_stack, token):
    visitor("login", live_stack.url, text=token)
    assert visitor("labs", GRADUS_TOKEN="of-somebody-else").returncode == 4
    assert visitor("labs", GRADUS_URL="http://127.0.0.1:9", GRADUS_TOKEN=token).returncode == 3


def test_a_token_kept_for_one_address_is_never_sent_to_another(visitor, live_stack, token):
    visitor("login", live_stack.url, text=token)
    with answering() as other:
        refused = visitor("labs", GRADUS_URL=other.url)
    assert refused.returncode == 4
    assert f"not signed in to {other.url}" in refused.stderr
    assert other.requests == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_token_does_not_follow_where_the_address_leads(visitor, status):
    with answering() as elsewhere, answering(status, {"Location": f"{elsewhere.url}/api/labs/"}) as first:
        refused = visitor("labs", GRADUS_URL=first.url, GRADUS_TOKEN="secret")
    assert refused.returncode == 2
    assert elsewhere.url in refused.stderr
    assert elsewhere.requests == []


def test_signing_out_forgets_the_token(visitor, live_stack, token):
    visitor("login", live_stack.url, text=token)
    assert "still holds" in visitor("logout").stdout
    assert not visitor.sign_in.exists()
    assert visitor("labs").returncode == 4
    assert visitor("logout").stdout == "Nobody was signed in here.\n"


def test_a_revoked_token_opens_nothing_any_more(visitor, live_stack, ask):
    made = ask("tokens/", {"name": "laptop"})
    assert "“laptop”" in visitor("login", live_stack.url, text=made["token"]).stdout
    assert visitor.json("logout", "--revoke") == {"url": live_stack.url, "revoked": True}
    assert visitor("labs", GRADUS_URL=live_stack.url, GRADUS_TOKEN=made["token"]).returncode == 4
    assert made["digest"] not in [one["digest"] for one in ask("tokens/")["results"]]


def test_a_token_that_could_not_be_revoked_is_still_kept(visitor, live_stack, token):
    visitor("login", live_stack.url, text=token)
    kept = json.loads(visitor.sign_in.read_text())
    visitor.sign_in.write_text(json.dumps(kept | {"url": "http://127.0.0.1:9"}))
    refused = visitor("logout", "--revoke")
    assert refused.returncode == 3
    assert "was not revoked" in refused.stderr
    assert visitor.sign_in.exists()


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"url": "http://127.0.0.1"}', "\0"])
def test_a_sign_in_file_that_cannot_be_read_is_named(visitor, kept):
    visitor.sign_in.parent.mkdir(parents=True)
    visitor.sign_in.write_text(kept)
    refused = visitor("labs")
    assert refused.returncode == 4
    assert str(visitor.sign_in) in refused.stderr
    assert visitor("logout").returncode == 0
    assert not visitor.sign_in.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("localhost", "http://localhost"),
        ("[::1]:8000/", "http://[::1]:8000"),
        ("gradus.example.org/", "https://gradus.example.org"),
        (" https://example.org/gradus// ", "https://example.org/gradus"),
        ("http://10.0.0.7:8000", "http://10.0.0.7:8000"),
    ],
)
def test_an_address_is_completed(typed, kept):
    assert address(typed) == kept


@pytest.mark.parametrize("typed", ["", "http://", "ftp://example.org", "https://me:word@example.org", "a b", "x?y=1"])
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(Refused, match="no address of a Gradus"):
        address(typed)


def test_a_token_that_no_header_can_carry_is_refused():
    for token in ("a\nb", "a b", "é", "\x7f"):
        with pytest.raises(NotSignedIn):
            demand_token(token)


def test_every_refusal_has_a_code_of_its_own():
    codes = [kind.code for kind in Stopped.__subclasses__()]
    assert len(set(codes)) == len(codes) == 5

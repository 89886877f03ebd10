"""Write chats as WhatsApp and Signal export them, with made-up people and one word to look for."""

import json
from datetime import datetime
from typing import NamedTuple

CANARY = "kanariewoord"


class Said(NamedTuple):
    """One message to write down, in the time of the phone."""

    when: datetime
    writer: str
    text: str = CANARY


class Form(NamedTuple):
    """How a phone writes a line: the stamp, as strftime, with what `{0}` becomes."""

    stamp: str
    before: str = ""
    between: str = ": "


ANDROID_NL = Form("%d-%m-%Y %H:%M - ")
ANDROID_US = Form("{month}/{day}/%y, {hour}:%M\u202f%p - ")
ANDROID_UK = Form("%d/%m/%Y, %H:%M - ")
ANDROID_DE = Form("%d.%m.%y, %H:%M - ")
ANDROID_FR = Form("%d/%m/%Y à %H:%M - ")
ANDROID_SV = Form("%Y-%m-%d %H:%M - ")
ANDROID_ES = Form("{day}/{month}/%y {hour}:%M {half}. m. - ")
ANDROID_FI = Form("{day}.{month}.%Y klo %H.%M - ")
IPHONE_NL = Form("[%d-%m-%Y %H:%M:%S] ", "\u200e")
IPHONE_US = Form("[{month}/{day}/%y, {hour}:%M:%S\u202f%p] ")
IPHONE_DE = Form("[%d.%m.%y, %H:%M:%S] ")
IPHONE_ZH = Form("[%Y/{month}/{day} {chinese}{hour}:%M:%S] ")
FORMS = (
    ANDROID_NL, ANDROID_US, ANDROID_UK, ANDROID_DE, ANDROID_FR, ANDROID_SV, ANDROID_ES, ANDROID_FI,
    IPHONE_NL, IPHONE_US, IPHONE_DE, IPHONE_ZH,
)  # fmt: skip


def line(said: Said, form: Form) -> str:
    """Write one message."""
    when = said.when
    stamp = when.strftime(form.stamp).format(
        day=when.day,
        month=when.month,
        hour=when.hour % 12 or 12,
        half="a" if when.hour < 12 else "p",
        chinese="上午" if when.hour < 12 else "下午",
    )
    return f"{form.before}{stamp}{said.writer}{form.between}{said.text}\n"


def chat(messages: list[Said], form: Form = ANDROID_NL) -> str:
    """Write a chat; a text of several lines stays one message."""
    return "".join(line(one, form) for one in messages)


def signal(messages: list[Said], **more: object) -> str:
    """Write a chat as `signal-export` does."""
    return "".join(
        json.dumps(
            {
                "date": one.when.isoformat(), "sender": one.writer, "body": one.text, "quote": "",
                "sticker": None, "reactions": [], "attachments": [], **more,
            },
            ensure_ascii=False,
        ) + "\n"
        for one in messages
    )  # fmt: skip


def sms(messages: list[tuple[int, str, str, str]]) -> str:
    """Write messages (seconds, address, type, name) as SMS Backup & Restore and Signal do."""
    rows = "".join(
        f'<sms protocol="0" address="{address}" date="{at}000" type="{kind}" subject="null"'
        f' body="{CANARY} &#10; number=\'06\' " read="1" contact_name="{name}" />\n'
        for at, address, kind, name in messages
    )
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<smses count=\"1\">\n{rows}</smses>\n"

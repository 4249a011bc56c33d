"""How does a template say a sentence, a label, a time or a number to this reader?

Every tag escapes what it says; the language and the instant are the request's.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from camket.kernel.clock import VIETNAM, read_clock
from camket.policy.data import Label
from camket.web.ui.times import say_day, say_exact, say_number, say_when
from camket.words import LANGUAGES
from camket.words import say as say_sentence

register = template.Library()


def language_of(context: Context) -> str:
    """The reader's language; Vietnamese where no middleware ran (an error before it)."""
    return str(getattr(context.get("request"), "language", LANGUAGES[0]))


@register.simple_tag(takes_context=True)
def language(context: Context) -> str:
    """ "vi" or "en"."""
    return language_of(context)


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **params: object) -> str:
    """The sentence for `key`, for instance {% say "portal.home.title" %}."""
    return say_sentence(key, language_of(context), **params)


@register.simple_tag(takes_context=True)
def tell(context: Context, label: Label | None) -> str:
    """A label of the policy in the reader's language; nothing for none."""
    return label.in_language(language_of(context)) if label else ""


@register.simple_tag(takes_context=True)
def when(context: Context, instant: datetime) -> SafeString:
    """A time as people say it, exact on hover and in the markup."""
    reader = language_of(context)
    now = getattr(context.get("request"), "now", None) or read_clock()
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        instant.astimezone(UTC).isoformat(timespec="seconds"),
        say_exact(instant, reader),
        say_when(instant, now=now, language=reader),
    )


@register.simple_tag(takes_context=True)
def day(context: Context, instant: datetime | date) -> SafeString:
    """A day without its hour, as it is in Vietnam."""
    local = instant.astimezone(VIETNAM).date() if isinstance(instant, datetime) else instant
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(), say_day(local, language_of(context))
    )


@register.simple_tag(takes_context=True)
def number(context: Context, value: int) -> str:
    """A whole number in local form."""
    return say_number(value, language_of(context))

"""A page for every topic of which something is known: tick and goal, and as facts to read, the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from roadmap.path.evidence import facts_of
from roadmap.path.models import Concept, MilestoneGoal, Tick
from roadmap.path.parts import Part, leaf_state, parts_of, proven_at
from roadmap.path.tally import State
from roadmap.vault.carried import Summary
from roadmap.vault.front_matter import Facts, Unread, plain, read, written

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FOLDER: Final = "topics/"
KEY: Final = re.compile(r"[-\w]{1,120}", re.ASCII)


def pack(learner: User) -> Iterator[tuple[str, str]]:
    facts = facts_of(learner)
    ticks = {tick.concept.key: tick for tick in Tick.objects.filter(learner=learner).select_related("concept")}
    goals = dict(MilestoneGoal.objects.filter(learner=learner).values_list("concept__key", "target_date"))
    keys = sorted({*facts.asking.asked, *ticks, *goals})
    titles = dict(Concept.objects.in_bulk(field_name="key"))
    for key in keys:
        parts = parts_of(key, facts)
        state = leaf_state(parts, ticks[key].state if key in ticks else None)
        if key in ticks or key in goals or state is not State.NOT_BEGUN:
            front = _said(key, ticks.get(key), goals.get(key)) | _computed(state, parts)
            yield f"{FOLDER}{key}.md", written(front, _body(titles[key].title if key in titles else key, parts))


def _said(key: str, tick: Tick | None, goal: date | None) -> Facts:
    facts: Facts = {"kind": "topic", "topic": key}
    if tick:
        facts |= {"tick": str(tick.state), "tick_at": tick.at, "missing": list(tick.missing)}
    return facts | ({"target_date": goal} if goal else {})


def _computed(state: State, parts: tuple[Part, ...]) -> Facts:
    """Read by people; an import reads none of it, for evidence is computed anew from what proves it."""
    evidence = [
        {"kind": part.kind, "target": part.target, "state": str(part.state), "since": part.met} for part in parts
    ]
    return {"state": str(state), "proven": proven_at(parts), "evidence": evidence}


def _body(title: str, parts: tuple[Part, ...]) -> str:
    lines = [f"- [[{part.kind}:{part.target}]]: {part.state.replace('_', ' ')}" for part in parts]
    return "\n".join([f"# {title}", "", *lines, ""])


def unpack(learner: User, files: Mapping[str, str]) -> Summary:
    done = Summary()
    told: dict[str, tuple[str, Facts]] = {}
    for path in files:
        if path.startswith(FOLDER):
            with done.problems_of(path):
                facts, _ = read(files[path])
                if facts.get("kind") == "topic":
                    told[_key(facts)] = (path, facts)
    said = {key: facts for key, (_, facts) in told.items() if "tick" in facts or "target_date" in facts}
    concepts = Concept.objects.made_for(said)
    for key, facts in said.items():
        with done.problems_of(told[key][0]):
            _take_tick(learner, concepts[key], facts, done)
            _take_goal(learner, concepts[key], facts, done)
    return done


def _key(facts: Facts) -> str:
    key: str = plain(facts, "topic", str)
    if not KEY.fullmatch(key):
        raise Unread("It names no topic.")
    return key


def _take_tick(learner: User, concept: Concept, facts: Facts, done: Summary) -> None:
    if "tick" not in facts:
        return
    state, at = plain(facts, "tick", str), plain(facts, "tick_at", datetime)
    if state not in Tick.State.values:
        raise Unread("What it says of the topic is unknown.")
    missing: Any = facts.get("missing") or []
    kept = [str(one)[:300] for one in missing[:100]] if isinstance(missing, list) else []
    tick, new = Tick.objects.get_or_create(learner=learner, concept=concept, defaults={"state": state, "missing": kept})
    if new:
        Tick.objects.filter(pk=tick.pk).update(at=at)
        done.added += 1
    elif tick.state == state:
        done.unchanged += 1
    else:
        raise Unread(f"You have it {tick.state}, the vault has it {state}; yours was kept.")


def _take_goal(learner: User, concept: Concept, facts: Facts, done: Summary) -> None:
    if "target_date" not in facts:
        return
    day = plain(facts, "target_date", date)
    goal, new = MilestoneGoal.objects.get_or_create(learner=learner, concept=concept, defaults={"target_date": day})
    done.added += new
    if not new and goal.target_date != day:
        raise Unread(f"Your date for it is {goal.target_date}, the vault's {day}; yours was kept.")
    done.unchanged += not new

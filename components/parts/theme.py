"""Colours, shapes and sizes by meaning, for the light and the dark theme.

``.streamlit/config.toml`` repeats the ground colours, since Streamlit reads them there;
a test holds the two together and computes every contrast (WCAG 2.2) that is promised here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from pactline.record import accent
from pactline.record.look import Colours

FONT = '"Source Sans", "Noto KR", "Noto SC", sans-serif'
HEADING_FONT = '"Source Serif", "Noto KR", "Noto SC", Georgia, serif'

# Status is the promise of the record, so it owns the colours; the shapes say the same without colour.
SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "documented": "circle",
        "reported": "square",
        "alleged": "triangle-up",
        "disputed": "diamond",
        "projection": "circle-open",
        "none": "circle-open-dot",
    }
)
# The same shapes as characters, for words and lists.
SIGNS: Mapping[str, str] = MappingProxyType(
    {"documented": "●", "reported": "■", "alleged": "▲", "disputed": "◆", "projection": "○", "none": "◌"}
)
STANCE_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "endorses": "++",
        "supports": "+",
        "neutral": "=",
        "cautious": "~",
        "concerned": "−",
        "condemns": "−−",
        "denies": "×",
        "silent": "…",
        "none": "·",
    }
)

# What an estimate counts, as shapes; the style sheet draws the same ones beside words.
COUNT_SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "delivery": "circle",
        "capacity": "square",
        "purchase": "diamond",
        "presence": "hexagon",
        "deployment": "triangle-right",
        "loss": "cross",
        "death": "x",
        "production": "pentagon",
        "forecast": "star",
        "value": "bowtie",
        "share": "diamond-tall",
        "cap": "line-ew",
        "vote": "triangle-up",
        "other": "triangle-left",
        "none": "triangle-ne",
    }
)


# The colours of a look that are one each; the others are by meaning.
GROUNDS = ("paper", "panel", "card", "ink", "muted", "rule", "hair", "field", "accent", "wash", "new", "land", "sea")


@dataclass(frozen=True, slots=True)
class Look:
    """One theme's colours by meaning; every value is ``#RRGGBB``.

    Attributes:
        name: ``light`` or ``dark``.
        paper: The page's ground.
        panel: Ground of lanes and of what is set apart.
        card: Ground of cards, drawers and fields.
        ink: Text; at least 7:1 on ``paper`` and ``panel``.
        muted: Secondary text; at least 4.5:1 on both.
        rule: Lines that only separate; ``hair``: those within a card.
        field: Edge of a field; at least 3:1 on ``paper`` and ``card``.
        accent: Links, focus and the chosen event; at least 4.5:1 on both.
        wash: Ground of what is chosen; ``new``: of what is new, changed or found. Ink is read on both.
        land: Of a map; ``sea`` around it.
        status: Colour of each status and of ``none``; at least 3:1 on both (marks, not text).
        stance: Colour of each stance, denial and silence; at least 3:1 on both (marks, not text).
        verdict: Colour of each verdict on the founding article; likewise.
        side: Colour of an estimator's side: a party to the pact or the war, none, or unknown; likewise.
    """

    name: str
    paper: str
    panel: str
    card: str
    ink: str
    muted: str
    rule: str
    hair: str
    field: str
    accent: str
    wash: str
    new: str
    land: str
    sea: str
    status: Mapping[str, str]
    stance: Mapping[str, str]
    verdict: Mapping[str, str]
    side: Mapping[str, str]

    def colour(self, status: str | None) -> str:
        """Return the colour of a status; an absent one has its own."""
        return self.status.get(status or "none", self.status["none"])


LIGHT = Look(
    name="light",
    paper="#FBFAF7",
    panel="#F3F1EB",
    card="#FFFFFF",
    ink="#1D2026",
    muted="#565B66",
    rule="#D9D5CA",
    hair="#E8E5DC",
    field="#8B8B88",
    accent="#8A1F2D",
    wash="#F6E9E6",
    new="#FBEDB8",
    land="#E7E3D8",
    sea="#F3F1EB",
    status=MappingProxyType(
        {
            "documented": "#1F5FA8",
            "reported": "#00695C",
            "alleged": "#A37A00",
            "disputed": "#A32C00",
            "projection": "#B0458A",
            "none": "#6B7079",
        }
    ),
    stance=MappingProxyType(
        {
            "endorses": "#1B4F8F",
            "supports": "#3F7FBF",
            "neutral": "#6B7079",
            "cautious": "#8A7A3C",
            "concerned": "#B96A1E",
            "condemns": "#9B2C00",
            "denies": "#6D3F8F",
            "silent": "#6B7079",
            "none": "#6B7079",
        }
    ),
    verdict=MappingProxyType(
        {
            "borne-out": "#1F5FA8",
            "by-others": "#00695C",
            "in-part": "#8A6A00",
            "strained": "#A32C00",
            "not-found": "#6B7079",
        }
    ),
    side=MappingProxyType({"pact": "#A32C00", "war": "#A32C00", "no": "#1F5FA8", "unknown": "#6B7079"}),
)
DARK = Look(
    name="dark",
    paper="#12151B",
    panel="#1A1E26",
    card="#1A1E26",
    ink="#ECEBE6",
    muted="#A9AEB9",
    rule="#343A46",
    hair="#272C36",
    field="#6A7180",
    accent="#F0A3A0",
    wash="#33212A",
    new="#403614",
    land="#2A303B",
    sea="#171B22",
    status=MappingProxyType(
        {
            "documented": "#6CB2FA",
            "reported": "#2FB38C",
            "alleged": "#EBDD5A",
            "disputed": "#F07C46",
            "projection": "#F0B0DA",
            "none": "#9AA0AC",
        }
    ),
    stance=MappingProxyType(
        {
            "endorses": "#7FB8F5",
            "supports": "#5F9BD8",
            "neutral": "#9AA0AC",
            "cautious": "#C8BC7A",
            "concerned": "#E8A355",
            "condemns": "#F07C46",
            "denies": "#C39BE6",
            "silent": "#9AA0AC",
            "none": "#9AA0AC",
        }
    ),
    verdict=MappingProxyType(
        {
            "borne-out": "#6CB2FA",
            "by-others": "#2FB38C",
            "in-part": "#EBDD5A",
            "strained": "#F07C46",
            "not-found": "#9AA0AC",
        }
    ),
    side=MappingProxyType({"pact": "#F07C46", "war": "#F07C46", "no": "#6CB2FA", "unknown": "#9AA0AC"}),
)


@lru_cache(maxsize=64)
def look(name: str | None, own: Colours | None = None) -> Look:
    """Return the look by its name, with a record's own colour; anything but ``dark`` is light."""
    found = DARK if name == "dark" else LIGHT
    if own is None:
        return found
    shown = accent.shown(own.light if found is LIGHT else own.dark or own.light, found.name)
    return replace(found, accent=shown.colour, wash=shown.wash)


def size(importance: int) -> float:
    """Return a mark's diameter in px for an importance of 1-3."""
    return 6.5 + 2.5 * importance


def css_variables() -> str:
    """Return both looks as CSS custom properties; the reader's colour scheme chooses."""
    lines = [f"--{name}:light-dark({getattr(LIGHT, name)},{getattr(DARK, name)});" for name in GROUNDS]
    lines += [f"--status-{name}:light-dark({LIGHT.status[name]},{DARK.status[name]});" for name in LIGHT.status]
    lines += [f"--stance-{name}:light-dark({LIGHT.stance[name]},{DARK.stance[name]});" for name in LIGHT.stance]
    lines += [f"--verdict-{name}:light-dark({LIGHT.verdict[name]},{DARK.verdict[name]});" for name in LIGHT.verdict]
    lines += [f"--side-{name}:light-dark({LIGHT.side[name]},{DARK.side[name]});" for name in LIGHT.side]
    return f"{font_variables()}:root{{{''.join(lines)}}}\n"


def font_variables() -> str:
    """Return the two families as CSS custom properties: no sheet names one by itself, and so without its Korean."""
    return f":root{{--sans:{FONT};--serif:{HEADING_FONT}}}\n"


def own_variables(own: Colours | None) -> str:
    """Return a record's own colour as CSS custom properties, which hold over ours; nothing where it has none."""
    if own is None:
        return ""
    light, dark = look(LIGHT.name, own), look(DARK.name, own)
    pairs = {name: (getattr(light, name), getattr(dark, name)) for name in ("accent", "wash")}
    pairs["first-accent"] = pairs["accent"]
    return ":root:root{" + "".join(f"--{name}:light-dark({a},{b});" for name, (a, b) in pairs.items()) + "}\n"


def printed_charts() -> str:
    """Return rules by which a chart that was drawn for a dark screen is printed in the colours of the light one.

    Plotly writes colours into its shapes; paper is white whatever the screen was.
    """
    grounds = ("paper", "panel", "ink", "muted", "rule", "accent")
    pairs = {getattr(DARK, name): getattr(LIGHT, name) for name in grounds}
    for meaning in ("status", "stance", "verdict", "side"):
        own = getattr(LIGHT, meaning)
        pairs |= {colour: own[name] for name, colour in getattr(DARK, meaning).items() if colour not in pairs}
    rules = [
        f'.stPlotlyChart [style*="{paint}: {_rgb(dark)}"]{{{paint}:{light}!important}}'
        for dark, light in pairs.items()
        for paint in ("fill", "stroke")
    ]
    return "@media print{" + "".join(rules) + "}\n"


def _rgb(colour: str) -> str:
    """Return ``#RRGGBB`` as browsers write it into a style."""
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))

"""TimelineJS: precision stays, media become sources, titles and eras are told apart, in all three forms."""

import json

from tests.imported import read, told


def test_timelinejs_keeps_precision_and_makes_sources_of_media():
    found = read(
        {
            "title": {"text": {"headline": "My <i>line</i>", "text": "An introduction"}, "media": {"url": "x"}},
            "scale": "human",
            "events": [
                {
                    "start_date": {"year": "2024", "month": "6", "day": "", "format": "x"},
                    "end_date": {"year": "2024", "month": "7"},
                    "text": {"headline": "A", "text": '<p>See <a href="https://example.org/t">there</a>.</p>'},
                    "media": {
                        "url": "https://example.com/a.jpg",
                        "caption": "c",
                        "credit": "<b>d</b>",
                        "thumbnail": "t",
                    },
                    "group": "One",
                    "background": {"color": "red"},
                },
                {"start_date": {"year": -44, "month": 3, "day": 15}, "text": {"headline": "Ides"}},
                {"start_date": {"year": "2024", "month": "13"}, "text": {"headline": "Never"}},
            ],
            "eras": [{"start_date": {"year": 2020}, "end_date": {"year": 2025}, "text": {"headline": "Era"}}],
        }
    )
    one, ides = found.happenings
    assert found.title == "My line"
    assert (one.date, one.summary, one.themes) == ("2024-06/2024-07", "See there.", ("One",))
    assert [(link.url, link.title, link.note) for link in one.links] == [
        ("https://example.com/a.jpg", "", "Caption: c\nCredit: d"),
        ("https://example.org/t", "there", ""),
    ]
    assert ides.date == "-0043-03-15"
    assert [(era.name, era.date) for era in found.stretches] == [("Era", "2020/2025")]
    left = told(found, "left")
    for lost in ("background", "start_date.format", "media.thumbnail", "An introduction", "Never"):
        assert lost in left.replace("'start_date.'", "start_date.").replace("'", "") or lost in left, lost


def test_the_sheet_has_titles_eras_and_events():
    rows = [
        "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background",
        ",,,,,,,,,Whole,Intro,,,,,title,,",
        "2024,6,19,,,,,,,A,<p>x</p>,https://example.org/a,Ann,b,,,G,#fff",
        "2020,,,,2024,,,,,An era,,,,,,era,,",
        '"1,815",12,,,1852,,,,,B,,,,,,,,',
    ]
    found = read("\n".join(rows))
    assert found.title == "Whole"
    assert [(one.date, one.title) for one in found.happenings] == [("2024-06-19", "A"), ("1815-12/1852", "B")]
    assert found.happenings[0].links[0].note == "Caption: b\nCredit: Ann"
    assert found.stretches[0].date == "2020/2024"
    assert "#fff" in told(found, "left")
    assert "Intro" in told(found, "left")


def test_version_1_has_dates_with_commas():
    entry: dict[str, object] = {
        "startDate": "2024,6,19",
        "endDate": "2024,6,21",
        "headline": "A",
        "text": "<p>x</p>",
        "tag": "t, u",
    }
    entry |= {"asset": {"media": "https://example.org/v", "caption": "c", "credit": ""}, "classname": "k"}
    line = {
        "headline": "T",
        "type": "default",
        "startDate": "2024",
        "date": [entry, {"startDate": "2011,", "headline": "B"}],
    }
    line |= {"era": [{"startDate": "2011,12,10", "endDate": "2011,12,11", "headline": "E"}]}
    found = read("storyjs_jsonp_data = " + json.dumps({"timeline": line}))
    assert (found.happenings[0].date, found.happenings[0].themes) == ("2024-06-19/2024-06-21", ("t", "u"))
    assert found.happenings[0].links[0].note == "Caption: c"
    assert found.stretches[0].name == "E"
    assert "classname" in told(found, "left")

"""Writes what Jinja2 prints for each snippet of tests/unit/jinja/snippets.json to expected.json beside it."""

import json
import pathlib

import jinja2

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "tests" / "unit" / "jinja"


def printed(snippet):
    try:
        # A fresh environment for each one, so that no snippet sees what another left behind.
        return jinja2.Environment().from_string(snippet["source"]).render(snippet["variables"])
    except Exception:
        return {"error": True}


def main():
    snippets = json.loads((FOLDER / "snippets.json").read_text(encoding="utf-8"))
    table = {
        "jinja2": jinja2.__version__,
        "results": {snippet["name"]: printed(snippet) for snippet in snippets},
    }
    text = json.dumps(table, ensure_ascii=False, indent=2)
    (FOLDER / "expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

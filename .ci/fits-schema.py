#!/usr/bin/env python3
"""Every result in a folder fits the schema. Usage: fits-schema.py SCHEMA FOLDER"""
import json, pathlib, sys

import jsonschema

validator = jsonschema.Draft202012Validator(json.loads(pathlib.Path(sys.argv[1]).read_text()))
checked = 0
for path in pathlib.Path(sys.argv[2]).rglob("*.json"):
    if path.name == "summary.json":
        continue
    for error in validator.iter_errors(json.loads(path.read_text(encoding="utf-8"))):
        sys.exit(f"{path.name}: {error.message[:200]}")
    checked += 1
print(f"{checked} results fit the schema")
sys.exit(0 if checked else 1)

#!/usr/bin/env python3
"""Every crate that is shipped may be used under a licence that deny.toml allows. Works offline.

Usage: cargo metadata --format-version 1 | licences.py deny.toml
"""
import json, re, sys, tomllib

with open(sys.argv[1], "rb") as file:
    allowed = set(tomllib.load(file)["licenses"]["allow"])


def fits(expression):
    """Whether an SPDX expression can be fulfilled: `/` and OR offer a choice, AND asks for both."""
    text = re.sub(r"\s+WITH\s+[\w.-]+", "", expression.replace("/", " OR "))
    word = lambda match: match[0] if match[0] in ("AND", "OR") else str(match[0] in allowed)
    text = re.sub(r"[\w.+-]+", word, text).replace("AND", "and").replace("OR", "or")
    return eval(text, {"__builtins__": {}})  # only True, False, and, or and brackets are left


packages = json.load(sys.stdin)["packages"]
bad = [p for p in packages if not fits(p["license"] or "none")]
for package in bad:
    print(f"{package['name']} {package['version']}: {package['license']} is not allowed by deny.toml")
print(f"{len(packages)} crates, {len(bad)} with a licence that is not allowed")
sys.exit(1 if bad else 0)

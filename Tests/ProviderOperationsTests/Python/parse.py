"""Prints the metrics in Prometheus' text format on standard input as JSON."""

import json
import sys

from prometheus_client.parser import text_string_to_metric_families

# Line ends stay as they are: a label's value can contain a carriage return.
text = sys.stdin.buffer.read().decode()
families = {}
for family in text_string_to_metric_families(text):
    samples = [{"labels": dict(sample.labels), "value": sample.value} for sample in family.samples]
    families[family.name] = {
        "kind": family.type,
        "help": family.documentation,
        "samples": samples,
    }
json.dump(families, sys.stdout)

"""Writes thousands of small protos that import each other in layers, the same ones each time.

A request of this size is what a company's own interfaces make: most files are messages that others
import, each fourth has a service, and each twentieth service takes part in training.
"""

import random

LAYERS = 12
IMPORTS = 4
MESSAGES = 4

SCALARS = [
    "int32", "int64", "uint32", "uint64", "sint32", "fixed64", "double", "bool", "string", "string",
    "string", "bytes",
]


def write(folder, count):
    """Writes `count` protos, and the one with their options; returns the names of all."""
    generator = random.Random(count)
    (folder / "rules.proto").write_text(RULES)
    names = ["rules.proto"]
    layers = [[] for _ in range(LAYERS)]
    for number in range(count - 1):
        layer = number * LAYERS // count
        below = layers[layer - 1] if layer > 0 else []
        imports = generator.sample(below, min(IMPORTS, len(below)))
        file = _File(generator, number, imports)
        (folder / file.name).write_text(file.text())
        names.append(file.name)
        # Services are at the top of what they use.
        if not file.has_service:
            layers[layer].append(number)
    return names


RULES = """syntax = "proto3";
package corpus.rules;
import "google/protobuf/descriptor.proto";
message Route {
  string get = 1;
  string post = 2;
  string body = 3;
}
extend google.protobuf.MethodOptions { Route route = 60001; }
extend google.protobuf.FieldOptions { string pattern = 60002; }
"""


class _File:
    def __init__(self, generator, number, imports):
        self.generator = generator
        self.number = number
        self.imports = imports
        self.has_service = number % 4 == 3
        self.is_training = number % 80 == 79
        self.name = f"file{number}.proto"

    def text(self):
        body = self._body()
        used = {f"file{other}.proto": f"corpus.part{other}." for other in self.imports} | {
            "rules.proto": "corpus.rules.", "google/protobuf/timestamp.proto": "google.protobuf.",
            "training.proto": "training."}
        head = [
            "// The interface of a part of a large system, as its owners describe it.",
            'syntax = "proto3";', f"package corpus.part{self.number};", "",
        ] + [f'import "{name}";' for name, package in used.items() if package in body]
        return "\n".join(head) + "\n" + body

    def _body(self):
        lines = ["", "// How far something has come.", "enum Stage {"]
        lines += [f"  STAGE_{name} = {value};" for value, name in enumerate(
            ["UNSPECIFIED", "QUEUED", "RUNNING", "DONE"])]
        lines.append("}")
        for message in range(MESSAGES):
            lines += [""] + self._message(message)
        if self.has_service:
            lines += [""] + self._service()
        return "\n".join(lines) + "\n"

    def _message(self, message):
        lines = [f"// What part {self.number} says about subject {message}.",
                 f"message Subject{message} {{"]
        tag = 0
        for _ in range(self.generator.randint(4, 10)):
            tag += 1
            lines += self._field(message, tag)
        if message == MESSAGES - 1:
            lines += ["  // One of several ways.", "  oneof way {", f"    string name = {tag + 1};",
                      f"    Subject0 subject = {tag + 2};", "  }"]
        return lines + ["}"]

    def _field(self, message, tag):
        shape = self.generator.random()
        kind = self._type(message)
        option = ""
        if shape < 0.06:
            kind = f"map<string, {kind}>"
        elif shape < 0.24:
            kind = f"repeated {kind}"
        elif shape < 0.34:
            kind = f"optional {kind}"
        elif shape < 0.42:
            option = ' [(corpus.rules.pattern) = "[a-z]+"]'
        return [f"  // What is known as number {tag}.", f"  {kind} field_{tag} = {tag}{option};"]

    def _type(self, message):
        choice = self.generator.random()
        if choice < 0.12 and message > 0:
            return f"Subject{self.generator.randrange(message)}"
        if choice < 0.26 and self.imports:
            part = self.generator.choice(self.imports)
            return f"corpus.part{part}.Subject{self.generator.randrange(MESSAGES)}"
        if choice < 0.30:
            return "google.protobuf.Timestamp"
        if choice < 0.38:
            return "Stage"
        return self.generator.choice(SCALARS)

    def _service(self):
        lines = []
        if self.is_training:
            lines += ["message Question {", "  training.ModelID model_id = 1;", "  string text = 2;",
                      "}", ""]
        lines += [f"// What part {self.number} does for others.", f"service Part{self.number} {{"]
        for method in range(4):
            lines += [f"  // Does thing {method}.",
                      f"  rpc DoThing{method}(Subject{method % 3}) returns (Subject{method % 2}) {{",
                      f'    option (corpus.rules.route) = {{ post: "/things/{method}" body: "*" }};',
                      "  }"]
        if self.is_training:
            lines += ["  // Answers with a model of the caller's.",
                      "  rpc Answer(Question) returns (Subject0) {",
                      '    option (training.dataset_type) = "zip";',
                      '    option (training.default_model_id) = "standard";',
                      "    option (training.dataset_max_size_mb) = 100;", "  }"]
        return lines + ["}"]

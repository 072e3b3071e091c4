package io.maas.cli.output;

/// The form of an answer, as `-o` names it.
public enum Format {
  table,
  json,
  yaml
}

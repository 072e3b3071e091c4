package io.maas.app.follow;

import java.nio.file.Path;

/// A file that declares resources, as it was read.
///
/// @param source what led to it
public record Manifest(Source source, Path file, String text) {}

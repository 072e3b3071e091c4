package io.maas.domain.access;

/// A rule that lets subjects call a model. Rules add up; there is none that takes away.
///
/// @param name `namespace/name` of the resource
/// @param subjects whom it lets in
public record AccessPolicy(String name, Subjects subjects) {}

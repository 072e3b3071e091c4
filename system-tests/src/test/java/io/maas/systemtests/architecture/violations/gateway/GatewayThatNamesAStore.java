package io.maas.systemtests.architecture.violations.gateway;

import io.maas.systemtests.architecture.violations.store.postgres.StoredFacts;

/// A store where its port should stand.
public record GatewayThatNamesAStore(StoredFacts facts) {}

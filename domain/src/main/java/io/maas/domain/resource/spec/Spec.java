package io.maas.domain.resource.spec;

/// What a resource says, by kind.
public sealed interface Spec
    permits ModelRefSpec,
        AuthPolicySpec,
        SubscriptionSpec,
        LegacyExternalModelSpec,
        ExternalModelSpec,
        ExternalProviderSpec,
        InferenceServiceSpec,
        TenantConfigSpec,
        AiTenantSpec,
        LegacyTenantSpec,
        ConfigSpec,
        TeamSpec,
        TiersSpec {}

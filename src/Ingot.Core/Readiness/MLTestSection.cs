namespace Ingot.Core.Readiness;

/// <summary>The four sections of the ML Test Score.</summary>
public enum MLTestSection
{
    /// <summary>Features and data.</summary>
    Data,

    /// <summary>Model development.</summary>
    Model,

    /// <summary>ML infrastructure.</summary>
    Infra,

    /// <summary>Monitoring in production.</summary>
    Monitor,
}

namespace Ingot.Serving.Models;

/// <summary>What a version of a model does.</summary>
public enum ModelRole
{
    /// <summary>It answers.</summary>
    Serving,

    /// <summary>It answers a part of the requests, on trial.</summary>
    Canary,

    /// <summary>It scores the same rows and answers nobody.</summary>
    Shadow,

    /// <summary>It was loaded beside the serving version, and answers requests that name it.</summary>
    Loaded,
}

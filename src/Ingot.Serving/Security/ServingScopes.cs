namespace Ingot.Serving.Security;

/// <summary>What a key or a token allows.</summary>
public static class ServingScopes
{
    /// <summary>Predictions, metadata and metrics.</summary>
    public const string Predict = "predict";

    /// <summary>Loading and unloading models, and all that <see cref="Predict"/> allows.</summary>
    public const string Admin = "admin";

    /// <summary>The name of the authorization policy of <see cref="Predict"/>.</summary>
    public const string PredictPolicy = "Ingot.Predict";

    /// <summary>The name of the authorization policy of <see cref="Admin"/>.</summary>
    public const string AdminPolicy = "Ingot.Admin";
}

namespace Ingot.Artifacts;

/// <summary>The version of what each stage computes. Raise one when the same input gives other output: all keys of that stage change.</summary>
public static class StageVersions
{
    /// <summary>Of Prepare.</summary>
    public const int Prepare = 1;

    /// <summary>Of Train.</summary>
    public const int Train = 1;

    /// <summary>Of Challenge.</summary>
    public const int Challenge = 1;

    /// <summary>Of Evaluate.</summary>
    public const int Evaluate = 2;

    /// <summary>Of Gate.</summary>
    public const int Gate = 1;

    /// <summary>Of Export.</summary>
    public const int Export = 1;

    /// <summary>Of Package.</summary>
    public const int Package = 2;

    /// <summary>Of Attest.</summary>
    public const int Attest = 1;
}

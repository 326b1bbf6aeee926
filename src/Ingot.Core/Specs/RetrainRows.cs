namespace Ingot.Core.Specs;

/// <summary>What becomes of the project's own training rows when the model is trained again.</summary>
public enum RetrainRows
{
    /// <summary>The labelled rows of the window are added to them.</summary>
    Add,

    /// <summary>The labelled rows of the window take their place.</summary>
    Replace,
}

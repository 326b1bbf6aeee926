namespace Ingot.Core.Specs;

/// <summary>A released package: one that a model is compared with, or that it continues from.</summary>
/// <param name="Package">The package's id, such as <c>Contoso.Churn</c>.</param>
/// <param name="Version">The version, such as <c>1.3.0</c>; null when none was released yet.</param>
/// <param name="Folder">The folder of the extracted package; null when none was released yet.</param>
public sealed record BaselineSpec(string Package, string? Version, [property: FromProject("ModelBaselineFolder")] string? Folder);

namespace Ingot.Artifacts.Stages;

/// <summary>What Attest leaves behind.</summary>
public static class AttestFiles
{
    /// <summary>Where the package's files come from: an in-toto statement.</summary>
    public static StageFile Provenance { get; } = Of("provenance.json");

    /// <summary>The bill of materials.</summary>
    public static StageFile BillOfMaterials { get; } = Of("bom.cdx.json");

    private static StageFile Of(string pattern) => new("Attest", pattern) { InPackage = "evidence/" + pattern };
}

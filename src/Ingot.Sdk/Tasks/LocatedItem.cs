namespace Ingot.Sdk.Tasks;

/// <summary>An evaluated item and where it stands.</summary>
internal sealed class LocatedItem
{
    private LocatedItem(string include, (string File, int Line, int Column) place)
    {
        Include = include;
        Place = place;
    }

    /// <summary>The item's identity.</summary>
    public string Include { get; }

    /// <summary>The place of its element.</summary>
    public (string File, int Line, int Column) Place { get; }

    /// <summary>Reads MSBuild's own item.</summary>
    public static LocatedItem Of(object item) =>
        new((string)ProjectEvaluation.Get(item, "EvaluatedInclude"), ProjectEvaluation.Place(ProjectEvaluation.Get(item, "Xml")));
}

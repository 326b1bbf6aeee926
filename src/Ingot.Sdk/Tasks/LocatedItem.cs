namespace Ingot.Sdk.Tasks;

/// <summary>An evaluated item and where it stands.</summary>
internal sealed class LocatedItem
{
    private LocatedItem(string include, (string File, int Line, int Column) place, string label)
    {
        Include = include;
        Place = place;
        Label = label;
    }

    /// <summary>The item's identity.</summary>
    public string Include { get; }

    /// <summary>The place of its element.</summary>
    public (string File, int Line, int Column) Place { get; }

    /// <summary>The attribute <c>Label</c> of its element, which MSBuild keeps to itself: no item has it as metadata. Empty: there is none.</summary>
    public string Label { get; }

    /// <summary>Reads MSBuild's own item.</summary>
    public static LocatedItem Of(object item)
    {
        var element = ProjectEvaluation.Get(item, "Xml");
        return new((string)ProjectEvaluation.Get(item, "EvaluatedInclude"), ProjectEvaluation.Place(element), ProjectEvaluation.Get(element, "Label") as string ?? string.Empty);
    }
}

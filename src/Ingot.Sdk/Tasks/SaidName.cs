namespace Ingot.Sdk.Tasks;

/// <summary>The name of a property or of a type of items, where a file gives it a value.</summary>
/// <param name="name">The name.</param>
/// <param name="isItem">Whether it is a type of items.</param>
/// <param name="place">Where it stands; line 0: on the command line.</param>
internal sealed class SaidName(string name, bool isItem, (string File, int Line, int Column) place)
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it is a type of items.</summary>
    public bool IsItem { get; } = isItem;

    /// <summary>Where it stands; line 0: on the command line.</summary>
    public (string File, int Line, int Column) Place { get; } = place;
}

namespace Ingot.EndToEnd.Tests;

/// <summary>
/// The end-to-end tests in two groups that run side by side, about equally long: a build alone keeps one processor busy for most of its
/// time. Each group has a workshop of its own, and runs one test at a time.
/// </summary>
public static class EndToEndGroup
{
    public const string First = "End to end, first group";
    public const string Second = "End to end, second group";
}

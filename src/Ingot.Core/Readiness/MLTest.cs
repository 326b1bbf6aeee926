namespace Ingot.Core.Readiness;

/// <summary>One test of the ML Test Score.</summary>
/// <param name="Section">Its section.</param>
/// <param name="Number">Its number in the section, 1 to 7.</param>
/// <param name="Title">Its title, as the paper has it.</param>
/// <param name="Remedy">How a project gets it.</param>
public sealed record MLTest(MLTestSection Section, int Number, string Title, string Remedy)
{
    /// <summary>Its name in files and projects, such as <c>Data1</c>.</summary>
    public string Id => FormattableString.Invariant($"{Section}{Number}");
}

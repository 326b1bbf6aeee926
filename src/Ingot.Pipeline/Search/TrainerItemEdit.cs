using System.Xml;
using System.Xml.Linq;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Pipeline.Search;

/// <summary>Writes a trainer's parameters into its item of the project file; every other byte of the file stays as it is.</summary>
internal sealed class TrainerItemEdit
{
    // What MSBuild itself makes of an attribute is no metadata.
    private static readonly string[] OfMSBuild = ["Include", "Exclude", "Update", "Remove", "Condition", "Label", "KeepMetadata", "RemoveMetadata", "KeepDuplicates"];

    private readonly ModelSpec _spec;
    private readonly ProjectText _project;
    private readonly string _after;

    /// <summary>Makes the change, in memory.</summary>
    /// <param name="spec">What the project says, and where.</param>
    /// <param name="trainer">The trainer.</param>
    /// <param name="parameters">Its parameters, all of them.</param>
    /// <param name="touched">The parameters that may change, of an item that keeps its others; null: all.</param>
    /// <exception cref="IngotException">INGOT2608: there is no such place in the project file.</exception>
    public TrainerItemEdit(ModelSpec spec, string trainer, IReadOnlyDictionary<string, string> parameters, IReadOnlyList<string>? touched)
    {
        _spec = spec;
        var ordered = parameters.OrderBy(p => p.Key, StringComparer.Ordinal).ToList();
        Line = LineOf(trainer, parameters);
        _project = new ProjectText(spec.ProjectFile, Refused);
        var text = _project.Text;
        var isNew = spec.Trainer.IsImplied;
        var place = isNew ? spec.Search!.Location : spec.Trainer.Location;
        var isOfProject = place.Line > 0 && string.Equals(Path.GetFullPath(place.File), Path.GetFullPath(spec.ProjectFile), PathNames.Comparison);
        if ((isOfProject ? ElementText.Find(text, isNew ? ProjectItems.Search : ProjectItems.Trainer, place.Line, place.Column) : null) is not { } element)
        {
            throw Refused($"the item {(isNew ? "Search" : "Trainer")} stands in {(place.IsNone ? "no file" : place.File)}, and only the project file itself is changed");
        }

        if (isNew)
        {
            _after = text.Insert(element.Start, Line + _project.NewLine + _project.IndentAt(element.Start));
        }
        else
        {
            if (!string.Equals(spec.Trainer.IsBoostedTrees ? TrainerSpec.BoostedTrees : spec.Trainer.Name, trainer, StringComparison.OrdinalIgnoreCase))
            {
                element.Set("Include", trainer);
            }

            foreach (var name in element.Names.Where(n => !OfMSBuild.Contains(n, StringComparer.OrdinalIgnoreCase) && !parameters.Keys.Contains(n, StringComparer.OrdinalIgnoreCase)
                && touched?.Contains(n, StringComparer.OrdinalIgnoreCase) != false).ToList())
            {
                element.Remove(name);
            }

            foreach (var (name, value) in ordered.Where(p => spec.Trainer.Parameters.FirstOrDefault(o => string.Equals(o.Key, p.Key, StringComparison.OrdinalIgnoreCase)).Value != p.Value))
            {
                element.Set(name, value);
            }

            (_after, Line) = element.Apply();
        }

        RequireProject(trainer, parameters);
    }

    /// <summary>The item as it then stands in the file.</summary>
    public string Line { get; }

    /// <summary>The item as it stands on a line of its own.</summary>
    public static string LineOf(string trainer, IReadOnlyDictionary<string, string> parameters)
    {
        var written = string.Concat(parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $" {p.Key}=\"{ElementText.Escaped(p.Value)}\""));
        return $"<Trainer Include=\"{ElementText.Escaped(trainer)}\"{written} />";
    }

    /// <summary>Writes the file.</summary>
    public void Write() => _project.Write(_after);

    // The change is one of text: whether it is the one that was meant, the XML tells.
    private void RequireProject(string trainer, IReadOnlyDictionary<string, string> parameters)
    {
        try
        {
            var items = XDocument.Parse(_after).Descendants().Where(e => e.Name.LocalName == ProjectItems.Trainer);
            if (items.Any(e => string.Equals((string?)e.Attribute("Include"), trainer, StringComparison.OrdinalIgnoreCase) && parameters.All(p => Says(e, p.Key) == p.Value)))
            {
                return;
            }
        }
        catch (XmlException e)
        {
            throw Refused($"it would be no XML: {e.Message}");
        }

        throw Refused($"the item is written in a way that is not understood here");
    }

    private static string? Says(XElement item, string name) =>
        item.Attributes().FirstOrDefault(a => string.Equals(a.Name.LocalName, name, StringComparison.OrdinalIgnoreCase))?.Value
        ?? item.Elements().FirstOrDefault(a => string.Equals(a.Name.LocalName, name, StringComparison.OrdinalIgnoreCase))?.Value;

    private IngotException Refused(FormattableString why) => new(SearchDiagnostics.CannotApply.At(
        _spec.Search!.Location, $"{Path.GetFileName(_spec.ProjectFile)} is left as it is, since {FormattableString.Invariant(why)}. Write the best parameters yourself: {Line}"));
}

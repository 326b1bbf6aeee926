using System.Xml;
using System.Xml.Linq;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Pipeline.Search;
using Ingot.Search.Reports;

namespace Ingot.Pipeline.Automl;

/// <summary>Writes what trials chose into a project file, in the place of its trainers; every other byte of the file stays as it is.</summary>
public sealed class TrainerLines
{
    private const string Trainer = "Trainer";
    private const string Include = "Include";
    private static readonly string[] Replaced = ["ModelEnsemble", "ModelTrainer"];

    private readonly string _file;
    private readonly IReadOnlyList<ChosenTrainer> _chosen;
    private readonly ProjectText _project;
    private readonly string _after;

    /// <summary>Makes the change, in memory.</summary>
    /// <param name="projectFile">Full path of the project file.</param>
    /// <param name="choiceFile">Full path of <c>choice.json</c>.</param>
    /// <exception cref="IngotException">INGOT2623: the project file cannot be changed so.</exception>
    public TrainerLines(string projectFile, string choiceFile)
    {
        (_file, _chosen) = (projectFile, JsonFormat.Read<TrainerChoiceReport>(choiceFile).Trainers);
        Lines = [.. _chosen.Select(c => TrainerItemEdit.LineOf(c.Name, ChosenTrainers.Metadata(c)))];
        _project = new ProjectText(projectFile, Refused);
        _after = Edited();
        RequireTrainers();
    }

    /// <summary>The lines.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Writes the file.</summary>
    /// <param name="without">A text that goes with it, where the file has it; null: none.</param>
    /// <exception cref="IngotException">INGOT2623: somebody has changed the file meanwhile.</exception>
    public void Write(string? without = null) => _project.Write(without is null ? _after : _after.Replace(without, string.Empty, StringComparison.Ordinal));

    private string Edited()
    {
        var root = Parse(_project.Text);
        var trainers = Elements(root, Trainer).Where(e => e.Attribute(Include) is not null).ToList();
        if (trainers.Concat(Elements(root, Replaced[0])).FirstOrDefault(e => e.AncestorsAndSelf().Any(a => a.Attribute("Condition") is not null)) is { } conditional)
        {
            throw Refused($"its {conditional.Name.LocalName} has a Condition, and what is to stand in its place is not known");
        }

        var places = trainers.ConvertAll(Place);
        var (text, lines) = (_project.Text, string.Empty);
        var edits = places.Skip(1).Concat(Replaced.SelectMany(name => Elements(root, name)).Select(Place)).Select(e => (WholeLine(e).Start, WholeLine(e).End, Text: string.Empty)).ToList();
        if (places.Count > 0)
        {
            edits.Add((places[0].Start, places[0].End, string.Join(_project.NewLine + _project.IndentAt(places[0].Start), Lines)));
        }
        else
        {
            var end = text.LastIndexOf("</", StringComparison.Ordinal);
            var newLine = _project.NewLine;
            lines = string.Concat(Lines.Select(l => $"    {l}{newLine}"));
            edits.Add((end, end, $"  <ItemGroup>{newLine}{lines}  </ItemGroup>{newLine}"));
        }

        foreach (var edit in edits.OrderByDescending(e => e.Start))
        {
            text = text[..edit.Start] + edit.Text + text[edit.End..];
        }

        return text;
    }

    private ElementText Place(XElement element)
    {
        var info = (IXmlLineInfo)element;
        return ElementText.Find(_project.Text, element.Name.LocalName, info.LineNumber, info.LinePosition) ?? throw Refused($"its {element.Name.LocalName} is written in a way that is not understood here");
    }

    // With the line that it stands on alone.
    private (int Start, int End) WholeLine(ElementText element)
    {
        var (start, end) = (_project.LineStart(element.Start), element.End);
        var next = _project.Text.IndexOf('\n', end);
        var isAlone = string.IsNullOrWhiteSpace(_project.Text[start..element.Start]) && next >= 0 && string.IsNullOrWhiteSpace(_project.Text[end..next]);
        return isAlone ? (start, next + 1) : (element.Start, end);
    }

    // The change is one of text: whether it is the one that was meant, the XML tells.
    private void RequireTrainers()
    {
        var written = Elements(Parse(_after), Trainer).Where(e => e.Attribute(Include) is not null).ToList();
        var isMeant = written.Count == _chosen.Count && written.Zip(_chosen, (e, c) => (string?)e.Attribute(Include) == c.Name
            && ChosenTrainers.Metadata(c) is var metadata && e.Attributes().Count() == metadata.Count + 1 && metadata.All(m => (string?)e.Attribute(m.Key) == m.Value)).All(same => same);
        if (!isMeant)
        {
            throw Refused($"its trainers are written in a way that is not understood here");
        }
    }

    private static IEnumerable<XElement> Elements(XElement root, string name) =>
        root.Elements().Where(g => g.Name.LocalName is "ItemGroup" or "PropertyGroup").SelectMany(g => g.Elements()).Where(e => e.Name.LocalName == name);

    private XElement Parse(string text)
    {
        try
        {
            return XDocument.Parse(text, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException e)
        {
            throw Refused($"it is no XML: {e.Message}");
        }
    }

    private IngotException Refused(FormattableString why) => new(AutomlDiagnostics.CannotWrite.At(
        new SourceLocation(_file), $"{Path.GetFileName(_file)} is left as it is, since {FormattableString.Invariant(why)}. Write what was chosen yourself, in place of its trainers: {string.Join(' ', Lines)}"));
}

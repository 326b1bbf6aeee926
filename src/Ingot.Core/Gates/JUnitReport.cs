using System.Globalization;
using System.Xml.Linq;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Gates;

/// <summary>Verdicts as JUnit XML, one case per gate: what every CI system shows.</summary>
public static class JUnitReport
{
    /// <summary>The report. A gate that the data cannot decide counts as skipped, since it has not passed.</summary>
    public static string ToXml(string model, IReadOnlyList<Verdict> verdicts)
    {
        int Count(GateOutcome outcome) => verdicts.Count(v => v.Outcome == outcome);
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", Clean(model)),
            new XAttribute("tests", verdicts.Count.ToString(CultureInfo.InvariantCulture)),
            new XAttribute("failures", Count(GateOutcome.Failed).ToString(CultureInfo.InvariantCulture)),
            new XAttribute("errors", "0"),
            new XAttribute("skipped", (Count(GateOutcome.Skipped) + Count(GateOutcome.Inconclusive)).ToString(CultureInfo.InvariantCulture)),
            verdicts.Select(v => Case(model, v)));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{new XElement("testsuites", suite)}";
    }

    private static XElement Case(string model, Verdict verdict)
    {
        var name = verdict.Slice is null ? verdict.Gate : $"{verdict.Gate} on {verdict.Slice}";
        return new XElement(
            "testcase",
            new XAttribute("classname", Clean(model)),
            new XAttribute("name", Clean(name)),
            verdict.Outcome switch
            {
                GateOutcome.Failed => new XElement(
                    "failure",
                    new XAttribute("type", verdict.Code ?? string.Empty),
                    new XAttribute("message", Clean(verdict.Message)),
                    Clean($"{new SourceLocation(verdict.File ?? string.Empty, verdict.Line, verdict.Column)}: {verdict.Code}: {verdict.Message}")),
                GateOutcome.Skipped or GateOutcome.Inconclusive => new XElement("skipped", new XAttribute("message", Clean(verdict.Message))),
                _ => new XElement("system-out", Clean(verdict.Message)),
            });
    }

    // XML 1.0 has no place for most control characters, not even escaped.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes()
        .Select(r => r.ToString())
        .Where(r => r.Length == 2 || System.Xml.XmlConvert.IsXmlChar(r[0])));
}

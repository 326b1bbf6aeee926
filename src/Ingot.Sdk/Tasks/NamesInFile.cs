using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// The names of properties and items in a file of MSBuild: those that it sets, inside and outside of targets and whatever their
/// conditions say, and those that it reads.
/// </summary>
internal sealed class NamesInFile
{
    // $(Name) and $(Name.Length); @(Name), @(Name->…) and %(Name.Metadata).
    private static readonly Regex Reference = new(@"\$\(\s*(?<property>[A-Za-z_]\w*(-\w+)*)|@\(\s*(?<item>[A-Za-z_]\w*(-\w+)*)|%\(\s*(?<item>[A-Za-z_]\w*(-\w+)*)\.", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    // Items that name properties or types of items for others to read: the compiler's analyzers, editors, and tools of the project's own.
    private static readonly string[] Lists = ["CompilerVisibleProperty", "AvailableItemName", "IngotOwnName"];

    private readonly string _path;
    private readonly List<SaidName> _said = [];
    private readonly HashSet<string> _alwaysSet = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _readProperties = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _readItems = new(StringComparer.OrdinalIgnoreCase);

    private NamesInFile(string path) => _path = path;

    /// <summary>What the file sets, in its order.</summary>
    public IReadOnlyList<SaidName> Said => _said;

    /// <summary>The properties that the file sets whatever they were before.</summary>
    public IReadOnlyCollection<string> AlwaysSet => _alwaysSet;

    /// <summary>The properties that the file reads. One that stands in its own condition or value only is not read.</summary>
    public IReadOnlyCollection<string> ReadProperties => _readProperties;

    /// <summary>The types of items that the file reads, in the same way.</summary>
    public IReadOnlyCollection<string> ReadItems => _readItems;

    /// <summary>Reads a file; one that is gone or is no XML has no names, and MSBuild has said so.</summary>
    /// <param name="path">Full path.</param>
    public static NamesInFile Of(string path)
    {
        var names = new NamesInFile(path);
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
            names.Walk(XDocument.Load(reader, LoadOptions.SetLineInfo).Root!, own: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            return new NamesInFile(path);
        }

        return names;
    }

    private void Walk(XElement element, SaidName? own)
    {
        var group = element.Parent?.Name.LocalName;
        if (own is null && group is "PropertyGroup" or "ItemGroup" or "ItemDefinitionGroup")
        {
            own = Say(element, element.Name.LocalName, group != "PropertyGroup");
            if (group == "PropertyGroup" && element.Attribute("Condition") is null && element.Parent!.Attribute("Condition") is null)
            {
                _alwaysSet.Add(element.Name.LocalName);
            }

            if (Lists.Contains(element.Name.LocalName) && (string?)element.Attribute("Include") is { } listed)
            {
                foreach (var name in listed.Split(';'))
                {
                    _readProperties.Add(name.Trim());
                    _readItems.Add(name.Trim());
                }
            }
        }
        else if (element.Name.LocalName == "Output")
        {
            SayOutput(element);
        }

        foreach (var attribute in element.Attributes())
        {
            Read(attribute.Value, own);
        }

        foreach (var node in element.Nodes())
        {
            if (node is XText text)
            {
                Read(text.Value, own);
            }
            else if (node is XElement child)
            {
                Walk(child, own);
            }
        }
    }

    // What a task returns.
    private void SayOutput(XElement element)
    {
        if ((string?)element.Attribute("PropertyName") is { } property)
        {
            Say(element, property, isItem: false);
        }

        if ((string?)element.Attribute("ItemName") is { } item)
        {
            Say(element, item, isItem: true);
        }
    }

    private SaidName Say(XElement element, string name, bool isItem)
    {
        var place = (IXmlLineInfo)element;
        var said = new SaidName(name, isItem, (_path, place.LineNumber, place.LinePosition - 1));
        _said.Add(said);
        return said;
    }

    private void Read(string text, SaidName? own)
    {
        if (text.IndexOf('(') < 0)
        {
            return;
        }

        foreach (Match match in Reference.Matches(text))
        {
            var isItem = match.Groups["item"].Success;
            var name = match.Groups[isItem ? "item" : "property"].Value;
            if (own is null || own.IsItem != isItem || !string.Equals(own.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                (isItem ? _readItems : _readProperties).Add(name);
            }
        }
    }
}

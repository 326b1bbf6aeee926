using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>The model project's properties and items as a stage sees them.</summary>
internal sealed class ModelProject
{
    private const string ItemType = "IngotItemType";
    private const string ExpectedPrediction = "ExpectedPrediction";

    // Tests that compare the model with further ones, which Challenge trains.
    private static readonly string[] RivalTypes = ["StabilityTest", "SimplerModelTest", "LeakageTest", "StalenessTest"];

    private readonly Dictionary<string, string> _properties = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<KeyValuePair<string, ITaskItem[]>> _items;
    private readonly Lazy<AcceptedInputs?> _accepted;

    public ModelProject(ITaskItem[] properties, ITaskItem[] tests, params (string ItemType, ITaskItem[] Items)[] items)
    {
        foreach (var property in properties)
        {
            _properties[property.ItemSpec] = property.GetMetadata("Value");
        }

        Tests = tests;
        _items =
        [
            .. items.Select(i => new KeyValuePair<string, ITaskItem[]>(i.ItemType, i.Items)),
            .. tests.GroupBy(t => t.GetMetadata(ItemType)).Select(g => new KeyValuePair<string, ITaskItem[]>(g.Key, [.. g])),
        ];
        _accepted = new Lazy<AcceptedInputs?>(() => AcceptedInputs.TryRead(this["ModelAcceptedFile"]));
    }

    /// <summary>The types of tests.</summary>
    public static IReadOnlyList<string> TestTypes { get; } =
        ["InvarianceTest", "DirectionalTest", ExpectedPrediction, "FairnessGate", "CalibrationGate", .. RivalTypes, "MLTest"];

    /// <summary>The tests of all types; each has its type as metadata.</summary>
    public ITaskItem[] Tests { get; }

    /// <summary>The tests that compare the model with further ones.</summary>
    public IEnumerable<ITaskItem> Rivals => Tests.Where(t => RivalTypes.Contains(t.GetMetadata(ItemType)));

    /// <summary>A property's value; empty when absent.</summary>
    public string this[string name] => _properties.TryGetValue(name, out var value) ? value : string.Empty;

    /// <summary>All property names, in order.</summary>
    public IEnumerable<string> PropertyNames => _properties.Keys.OrderBy(k => k, StringComparer.Ordinal);

    /// <summary>The items of a type.</summary>
    public ITaskItem[] Items(string itemType) => _items.First(i => i.Key == itemType).Value;

    /// <summary>Adds properties to a key.</summary>
    public void AddProperties(StageKey key, params string[] names)
    {
        foreach (var name in names)
        {
            key.Add(name, this[name]);
        }
    }

    /// <summary>Adds items with their metadata to a key; never where they stand.</summary>
    public void AddItems(StageKey key, string itemType)
    {
        foreach (var item in Items(itemType))
        {
            key.Add(itemType, Describe(item, item.ItemSpec));
        }
    }

    /// <summary>Adds all tests to a key, and the files that they name.</summary>
    public void AddTests(StageKey key, FingerprintTable fingerprints)
    {
        foreach (var test in Tests)
        {
            var type = test.GetMetadata(ItemType);
            var isData = IsData(type, test);
            var name = isData ? Path.GetFileName(test.ItemSpec) : test.ItemSpec;
            key.Add(type, Describe(test, name));
            if (isData)
            {
                key.AddInput(type + "/" + name, DataHash(type, test, fingerprints));
            }
        }
    }

    /// <summary>Adds to a key what the tests say of the models to train; what they may be worth is decided later.</summary>
    public void AddRivals(StageKey key)
    {
        foreach (var test in Rivals)
        {
            var metadata = Metadata(test).Where(p => p.Key != "Metric" && !p.Key.StartsWith("Min", StringComparison.Ordinal) && !p.Key.StartsWith("Max", StringComparison.Ordinal));
            key.Add(test.GetMetadata(ItemType), test.ItemSpec + string.Concat(metadata.Select(p => "\n" + p.Key + "=" + p.Value)));
        }
    }

    /// <summary>Adds data items to a key: file name, metadata and content.</summary>
    public void AddData(StageKey key, string itemType, FingerprintTable fingerprints)
    {
        foreach (var item in Items(itemType))
        {
            var name = Path.GetFileName(item.ItemSpec);
            key.Add(itemType, Describe(item, name));
            key.AddInput(itemType + "/" + name, DataHash(itemType, item, fingerprints));
        }
    }

    /// <summary>The data files of a type: names and content hashes, in order.</summary>
    public List<KeyValuePair<string, string>> DataFiles(string itemType, FingerprintTable fingerprints) =>
    [
        .. Items(itemType).Select(i => new KeyValuePair<string, string>(
            Path.GetFileName(i.ItemSpec), DataHash(itemType, i, fingerprints) ?? string.Empty)),
    ];

    /// <summary>The accepted result's inputs; null when there is none.</summary>
    public AcceptedInputs? Accepted => _accepted.Value;

    /// <summary>The hash of what the project says about the model.</summary>
    public string ParametersHash => ModelParameters.Hash(
        ModelParameters.ItemTypes.SelectMany(type => Items(type).Select(i => (type, i.ItemSpec, Metadata(i)))), name => this[name]);

    /// <summary>The project as the worker reads it.</summary>
    public string ToJson(ItemLocator locator, FingerprintTable fingerprints)
    {
        var json = new JsonText();
        json.BeginObject();
        json.BeginObject("properties");
        foreach (var name in PropertyNames)
        {
            json.Property(name, this[name]);
        }

        json.EndObject();
        json.BeginArray("items");
        foreach (var group in _items)
        {
            foreach (var item in group.Value)
            {
                var isData = IsData(group.Key, item);
                var (file, line, column) = locator.Find(group.Key, item.ItemSpec) ?? (this["ProjectFile"], 0, 0);
                json.BeginObject();
                json.Property("type", group.Key);
                json.Property("include", isData ? FullPath(item) : item.ItemSpec);
                json.BeginObject("metadata");
                foreach (var pair in Metadata(item))
                {
                    json.Property(pair.Key, pair.Value);
                }

                json.EndObject();
                if (isData)
                {
                    json.Property("sha256", DataHash(group.Key, item, fingerprints) ?? string.Empty);
                }

                json.Property("file", file);
                json.Property("line", line);
                json.Property("column", column);
                json.EndObject();
            }
        }

        json.EndArray();
        json.EndObject();
        return json.ToString();
    }

    /// <summary>
    /// A data file's content hash. One that was not fetched still has one: its pointer's, or the accepted result's. With it the
    /// cache can give what was made from that content. Null when nobody knows.
    /// </summary>
    private string? DataHash(string itemType, ITaskItem item, FingerprintTable fingerprints)
    {
        var path = FullPath(item);
        if (File.Exists(path))
        {
            return LargeFilePointer.TryReadHash(path) ?? fingerprints.HashOf(path);
        }

        var known = itemType == "TrainingData" ? Accepted?.TrainingFiles : itemType == "ReferenceData" ? Accepted?.ReferenceFiles : null;
        return known?.FirstOrDefault(f => f.Key == Path.GetFileName(path)).Value;
    }

    // An expected prediction is a file unless its row stands in the item.
    private static bool IsData(string itemType, ITaskItem item) =>
        itemType is "TrainingData" or "ReferenceData" || (itemType == ExpectedPrediction && item.GetMetadata("Values").Length == 0);

    private static string FullPath(ITaskItem item) => item.GetMetadata("FullPath");

    private static string Describe(ITaskItem item, string include) =>
        include + string.Concat(Metadata(item).Select(p => "\n" + p.Key + "=" + p.Value));

    private static IEnumerable<KeyValuePair<string, string>> Metadata(ITaskItem item)
    {
        var custom = item.CloneCustomMetadata();
        return custom.Keys.Cast<string>()
            .Select(k => new KeyValuePair<string, string>(k, (string)custom[k]))
            .Where(p => p.Value.Length > 0 && p.Key != ItemType)
            .OrderBy(p => p.Key, StringComparer.Ordinal);
    }
}

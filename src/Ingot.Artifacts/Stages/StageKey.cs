using System.Globalization;
using System.Text;

namespace Ingot.Artifacts.Stages;

/// <summary>Collects all that a stage's output depends on; its hash names that output.</summary>
public sealed class StageKey
{
    private readonly StringBuilder _text = new();
    private readonly List<KeyValuePair<string, string>> _inputs = [];
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    /// <summary>Starts the key of one stage.</summary>
    /// <param name="stage">The stage's word, such as <c>train</c>.</param>
    /// <param name="version">The version of what it computes, from <see cref="StageCatalog"/>.</param>
    public StageKey(string stage, int version)
    {
        Append("stage", stage);
        Append("version", version.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The input files by name, with their content hashes (empty: the file does not exist).</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Inputs => _inputs;

    /// <summary>The parameters by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters => _parameters;

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value; null counts as empty.</param>
    public void Add(string name, string? value)
    {
        _parameters.Add(new KeyValuePair<string, string>(name, value ?? string.Empty));
        Append("p:" + name, value ?? string.Empty);
    }

    /// <summary>Adds an input file by its content.</summary>
    /// <param name="name">A name that is the same on every machine.</param>
    /// <param name="hash">The content hash, or null when the file does not exist.</param>
    public void AddInput(string name, string? hash)
    {
        _inputs.Add(new KeyValuePair<string, string>(name, hash ?? string.Empty));
        Append("i:" + name, hash ?? string.Empty);
    }

    /// <summary>The key: SHA-256 in hexadecimal.</summary>
    public string Compute() => ContentHash.OfText(_text.ToString());

    // Lengths are written too, so that no two different lists can give the same text.
    private void Append(string name, string value) =>
        _text.Append(FormattableString.Invariant($"{name.Length}:{name}={value.Length}:{value}\n"));
}

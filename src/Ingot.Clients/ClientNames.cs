using System.Globalization;
using System.Text;

namespace Ingot.Clients;

/// <summary>C# identifiers made from the names of columns and models.</summary>
internal static class ClientNames
{
    // What a class has from object, which a property of such a name would hide; and what the typed input has besides properties of columns.
    private static readonly string[] OtherMembers =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString", "FromText", InputClass.Validate, InputClass.Unmapped];

    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue",
        "decimal", "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally",
        "fixed", "float", "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock",
        "long", "namespace", "new", "null", "object", "operator", "out", "override", "params", "private", "protected",
        "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc", "static", "string",
        "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort",
        "using", "virtual", "void", "volatile", "while",
    };

    /// <summary>A property name for each column, in order; all are different.</summary>
    /// <param name="columns">The columns' names.</param>
    /// <param name="enclosingType">The class that will have the properties: none may have its name.</param>
    public static IReadOnlyList<string> Properties(IReadOnlyList<string> columns, string enclosingType)
    {
        var taken = new HashSet<string>(OtherMembers, StringComparer.Ordinal) { enclosingType };
        var names = new string[columns.Count];
        for (var i = 0; i < names.Length; i++)
        {
            var wanted = Pascal(columns[i]);
            wanted = wanted.Length > 0 ? wanted : Invariant($"Column{i + 1}");
            names[i] = wanted;
            for (var n = 2; !taken.Add(names[i]); n++)
            {
                names[i] = Invariant($"{wanted}_{n}");
            }
        }

        return names;
    }

    /// <summary>A model's name as the beginning of its classes' names.</summary>
    public static string Model(string name) => Pascal(name) is { Length: > 0 } pascal ? pascal : "Onnx";

    /// <summary>A namespace; empty for the global one.</summary>
    public static string Namespace(string name) =>
        string.Join('.', name.Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(NamespacePart));

    private static string NamespacePart(string part)
    {
        var name = new StringBuilder();
        foreach (var c in part)
        {
            name.Append(c == '_' || IsPart(c) ? c : '_');
        }

        if (name.Length > 0 && !IsStart(name[0]) && name[0] != '_')
        {
            name.Insert(0, '_');
        }

        return Keywords.Contains(name.ToString()) ? "@" + name : name.ToString();
    }

    /// <summary>
    /// PascalCase: words begin at characters that an identifier cannot have, and each with a capital. Two digits that
    /// were apart stay apart (<c>x_1_2</c> is not <c>x_12</c>). Empty when the name has no usable character.
    /// </summary>
    /// <remarks>No keyword begins with a capital or an underscore, so none can come out.</remarks>
    private static string Pascal(string name)
    {
        var shouting = !name.Any(char.IsLower);
        var pascal = new StringBuilder();
        var start = 0;
        while (start < name.Length)
        {
            // A combining mark cannot begin a word: it has lost its letter.
            if (!IsStart(name[start]) && !char.IsDigit(name[start]))
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < name.Length && IsPart(name[end]))
            {
                end++;
            }

            Append(pascal, name[start..end], shouting);
            start = end;
        }

        return pascal.ToString();
    }

    private static void Append(StringBuilder pascal, string word, bool shouting)
    {
        var apart = char.IsDigit(word[0]) && (pascal.Length == 0 || char.IsDigit(pascal[^1]));
        pascal.Append(apart ? "_" : string.Empty).Append(char.ToUpperInvariant(word[0]));

        // TOTAL_CHARGES is TotalCharges, but ID stays ID.
        pascal.Append(shouting && word.Length > 2 ? word[1..].ToLowerInvariant() : word[1..]);

        // A letter without a capital form (a Chinese one) may follow another word's: nothing to do, it is valid.
    }

    private static bool IsStart(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.UppercaseLetter
        or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    // Format characters may stand in identifiers but do not distinguish them, so they are left out.
    private static bool IsPart(char c) => IsStart(c) || char.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

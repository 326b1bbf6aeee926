namespace Ingot.Data;

/// <summary>
/// Numbers that say what texts are like, and nothing of what they say: how long they are, how many words they have, and which part of them is letters. The same in
/// the reference of a model and in what was served.
/// </summary>
public static class TextShape
{
    private const string Word = @"[\pL\pM\pN_]+";
    private const string NoLetter = @"[^\pL\pM]";

    /// <summary>The columns of numbers that stand for one of texts; NULL where there is no text, or an empty one.</summary>
    /// <param name="name">The name of the column of texts.</param>
    /// <param name="sql">The texts, as SQL writes them.</param>
    /// <returns>For each its name, such as <c>message (characters)</c>, and its values, DOUBLE.</returns>
    public static IReadOnlyList<(string Name, string Sql)> Of(string name, string sql)
    {
        var text = $"nullif({sql}, '')";
        return
        [
            ($"{name} (characters)", $"length({text})::DOUBLE"),
            ($"{name} (words)", $"len(regexp_extract_all({text}, {DuckDbSession.Text(Word)}))::DOUBLE"),
            ($"{name} (letters)", $"length(regexp_replace({text}, {DuckDbSession.Text(NoLetter)}, '', 'g'))::DOUBLE / length({text})"),
        ];
    }
}

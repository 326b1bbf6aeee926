using System.Globalization;

namespace Ingot.Core.Expressions;

/// <summary>
/// Reads an expression. From the loosest to the tightest: <c>or</c>, <c>and</c>, <c>not</c>, comparisons, <c>+ -</c>, <c>* /</c>, the sign <c>-</c>, <c>^</c> (which
/// goes from right to left). A name with other characters than letters, digits and underscores stands in double quotes or in square brackets, a text in single ones.
/// </summary>
public sealed class ExpressionParser
{
    // Far more than people write, and far less than the stack holds.
    private const int Deepest = 100;
    private static readonly string[] Comparisons = ["<=", ">=", "<>", "!=", "==", "=", "<", ">"];

    private readonly string _text;
    private int _at;
    private int _depth;

    private ExpressionParser(string text) => _text = text;

    /// <summary>Reads a text.</summary>
    /// <exception cref="ExpressionException">It is no expression.</exception>
    public static Expression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new ExpressionParser(text);
        var expression = parser.Or();
        parser.Blanks();
        return parser._at == text.Length ? expression : throw parser.Unexpected("an operator or the end");
    }

    private Expression Or()
    {
        var left = And();
        while (Word("or") is { } at)
        {
            left = new CallExpression("or", [left, And()], at);
        }

        return left;
    }

    private Expression And()
    {
        var left = Not();
        while (Word("and") is { } at)
        {
            left = new CallExpression("and", [left, Not()], at);
        }

        return left;
    }

    private Expression Not() => Word("not") is { } at ? Deeper(() => new CallExpression("not", [Not()], at)) : Comparison();

    private Expression Comparison()
    {
        var left = Sum();
        if (Sign(Comparisons) is not var (sign, at))
        {
            return left;
        }

        var compared = new CallExpression(sign switch { "==" => "=", "!=" => "<>", _ => sign }, [left, Sum()], at);
        return Sign(Comparisons) is var (_, next) ? throw new ExpressionException(next, "a comparison of a comparison; write two of them with 'and' between") : compared;
    }

    private Expression Sum()
    {
        var left = Product();
        while (Sign("+", "-") is var (sign, at))
        {
            left = new CallExpression(sign, [left, Product()], at);
        }

        return left;
    }

    private Expression Product()
    {
        var left = Signed();
        while (Sign("*", "/") is var (sign, at))
        {
            left = new CallExpression(sign, [left, Signed()], at);
        }

        return left;
    }

    private Expression Signed() => Sign("-") is var (_, at) ? Deeper(() => new CallExpression("negate", [Signed()], at)) : Power();

    private Expression Power()
    {
        var root = Primary();
        return Sign("^") is var (_, at) ? Deeper(() => new CallExpression("^", [root, Signed()], at)) : root;
    }

    private Expression Primary()
    {
        Blanks();
        var at = _at;
        switch (Now)
        {
            case '(':
                _at++;
                var inner = Deeper(Or);
                Require(')');
                return inner;
            case '\'':
                return new TextExpression(Quoted('\'', "text"), at);
            case '"':
                return new ColumnExpression(Quoted('"', "name"), at);
            case '[':
                return new ColumnExpression(Quoted(']', "name"), at);
            case '.' or (>= '0' and <= '9'):
                return Number();
        }

        if (!char.IsLetter(Now) && Now != '_')
        {
            throw Unexpected("a column, a number or a function");
        }

        var name = Name();
        Blanks();
        return Now == '(' ? Call(name, at) : name.ToUpperInvariant() is "AND" or "OR" or "NOT"
            ? throw new ExpressionException(at, $"'{name}'; expected a column, a number or a function")
            : new ColumnExpression(name, at);
    }

    private CallExpression Call(string name, int at)
    {
        _at++;
        var arguments = new List<Expression>();
        Blanks();
        if (Now != ')')
        {
            do
            {
                arguments.Add(Deeper(Or));
            }
            while (Sign(",") is not null);
        }

        Require(')');
        return new CallExpression(name.ToLowerInvariant(), arguments, at);
    }

    private NumberExpression Number()
    {
        var at = _at;
        while (char.IsAsciiDigit(Now) || Now == '.' || char.IsAsciiLetter(Now) || (Now is '+' or '-' && _text[_at - 1] is 'e' or 'E'))
        {
            _at++;
        }

        return double.TryParse(_text[at.._at], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? new NumberExpression(value, at)
            : throw new ExpressionException(at, $"'{_text[at.._at]}'; expected a number such as 12, 0.5 or 1e-3");
    }

    private string Name()
    {
        var from = _at;
        while (char.IsLetterOrDigit(Now) || Now == '_')
        {
            _at++;
        }

        return _text[from.._at];
    }

    /// <summary>What stands between two marks; a doubled mark is one of it.</summary>
    private string Quoted(char end, string what)
    {
        var (from, text) = (_at++, string.Empty);
        while (_at < _text.Length)
        {
            var mark = _text.IndexOf(end, _at);
            if (mark < 0)
            {
                break;
            }

            text += _text[_at..mark];
            _at = mark + 1;
            if (Now != end)
            {
                return text;
            }

            text += end;
            _at++;
        }

        throw new ExpressionException(from, $"a {what} without its end; expected {end}");
    }

    private char Now => _at < _text.Length ? _text[_at] : '\0';

    private void Blanks()
    {
        while (char.IsWhiteSpace(Now))
        {
            _at++;
        }
    }

    private (string Sign, int At)? Sign(params string[] signs)
    {
        Blanks();
        var at = _at;
        if (Array.Find(signs, s => string.CompareOrdinal(_text, at, s, 0, s.Length) == 0) is not { } sign)
        {
            return null;
        }

        _at += sign.Length;
        return (sign, at);
    }

    private int? Word(string word)
    {
        Blanks();
        var (at, end) = (_at, _at + word.Length);
        if (string.Compare(_text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) != 0 || (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || _text[end] == '_')))
        {
            return null;
        }

        _at = end;
        return at;
    }

    private void Require(char sign)
    {
        Blanks();
        if (Now != sign)
        {
            throw Unexpected($"'{sign}'");
        }

        _at++;
    }

    private T Deeper<T>(Func<T> read)
    {
        if (++_depth > Deepest)
        {
            throw new ExpressionException(_at, $"more than {Deepest} parts within each other");
        }

        var inner = read();
        _depth--;
        return inner;
    }

    private ExpressionException Unexpected(string expected) =>
        new(_at, _at < _text.Length ? $"'{_text[_at]}'; expected {expected}" : $"the end; expected {expected}");
}

using System.Net;
using System.Text;

namespace TtsOrleans.Gateway.Jobs.Texts;

/// <summary>Takes the marks out of a Markdown paragraph in one pass: emphasis, code, links, images, notes, tags, escapes and entities.</summary>
internal sealed class MarkdownMarks
{
    private const int LongestAddress = 500;
    private const int LongestTag = 300;
    private const int LongestEntity = 10;
    private readonly string _text;
    private readonly StringBuilder _output = new();

    // Where marks were written that may turn out to be marks: their positions in the output are dropped at the end.
    private readonly List<bool> _dropped = [];
    private readonly Stack<int> _brackets = new();
    private readonly Dictionary<char, Stack<(int At, int Length)>> _emphasis = new() { ['*'] = new(), ['_'] = new(), ['~'] = new() };
    private int _at;

    private MarkdownMarks(string text) => _text = text;

    /// <summary>What is left to read.</summary>
    public static string Strip(string text) => new MarkdownMarks(text).Run();

    private string Run()
    {
        while (_at < _text.Length)
        {
            switch (_text[_at])
            {
                case '\\' when _at + 1 < _text.Length && char.IsAsciiLetterOrDigit(_text[_at + 1]) is false && char.IsAscii(_text[_at + 1]):
                    Write(_text[_at + 1]);
                    _at += 2;
                    break;
                case '`' or '!' when _text[_at] == '`' || Next(1) == '[':
                    _at++;
                    break;
                case '[':
                    _brackets.Push(_output.Length);
                    Write('[');
                    _at++;
                    break;
                case ']' when _brackets.TryPop(out var open):
                    Close(open);
                    break;
                case '<' when TagLength() is > 0 and var tag:
                    _at += tag;
                    break;
                case '&' when _text.AsSpan(_at, Math.Min(LongestEntity, _text.Length - _at)).IndexOf(';') is > 1 and var end:
                    Write(WebUtility.HtmlDecode(_text.Substring(_at, end + 1)));
                    _at += end + 1;
                    break;
                case '*' or '_' or '~':
                    Emphasise(_text[_at]);
                    break;
                default:
                    Write(_text[_at++]);
                    break;
            }
        }

        return Kept();
    }

    /// <summary>A bracket that a target follows is a link, one that begins with ^ a note; any other is text.</summary>
    private void Close(int open)
    {
        _at++;
        var target = Next(0) switch
        {
            '(' => Target('(', ')'),
            '[' => Target('[', ']'),
            _ => 0,
        };
        if (target > 0)
        {
            _dropped[open] = true;
            _at += target;
        }
        else if (open + 1 < _output.Length && _output[open + 1] == '^')
        {
            Drop(open, _output.Length - open);
        }
        else
        {
            Write(']');
        }
    }

    /// <summary>Length of the target that begins here, its brackets included; 0 if it does not end.</summary>
    private int Target(char opening, char closing)
    {
        var depth = 0;
        for (var at = _at; at < _text.Length && at - _at < LongestAddress; at++)
        {
            depth += _text[at] == opening ? 1 : _text[at] == closing ? -1 : 0;
            if (depth == 0)
            {
                return at - _at + 1;
            }
        }

        return 0;
    }

    private int TagLength()
    {
        var isTag = char.IsAsciiLetter(Next(1)) || Next(1) is '/' or '!';
        return isTag ? _text.AsSpan(_at, Math.Min(LongestTag, _text.Length - _at)).IndexOf('>') + 1 : 0;
    }

    /// <summary>A run of marks closes the last open run of its kind, or opens one. Between letters _ is text.</summary>
    private void Emphasise(char mark)
    {
        var before = _at == 0 ? ' ' : _text[_at - 1];
        var length = _text.AsSpan(_at).IndexOfAnyExcept(mark);
        length = length < 0 ? _text.Length - _at : length;
        var after = Next(length);
        var at = _output.Length;
        Write(_text.Substring(_at, length));
        _at += length;
        if (mark == '~' && length != 2)
        {
            return;
        }

        var open = _emphasis[mark];
        var left = length;
        while (left > 0 && !char.IsWhiteSpace(before) && !(mark == '_' && char.IsLetterOrDigit(after)) && open.TryPop(out var opening))
        {
            var count = Math.Min(left, opening.Length);
            Drop(opening.At + opening.Length - count, count);
            Drop(at + length - left, count);
            left -= count;
            if (count < opening.Length)
            {
                open.Push((opening.At, opening.Length - count));
            }
        }

        if (left > 0 && !char.IsWhiteSpace(after) && !(mark == '_' && char.IsLetterOrDigit(before)))
        {
            open.Push((at + length - left, left));
        }
    }

    private char Next(int offset) => _at + offset < _text.Length ? _text[_at + offset] : ' ';

    private void Write(char unit)
    {
        _output.Append(unit);
        _dropped.Add(false);
    }

    private void Write(string text)
    {
        foreach (var unit in text)
        {
            Write(unit);
        }
    }

    private void Drop(int at, int count)
    {
        for (var index = at; index < at + count; index++)
        {
            _dropped[index] = true;
        }
    }

    private string Kept()
    {
        var kept = new StringBuilder(_output.Length);
        var index = 0;
        foreach (var chunk in _output.GetChunks())
        {
            foreach (var unit in chunk.Span)
            {
                if (!_dropped[index++])
                {
                    kept.Append(unit);
                }
            }
        }

        return kept.ToString();
    }
}
